import { countedPartitions, countedPrefixes } from '../../domain/reports/item-facts.ts';
import { watermarkPrefix } from '../../domain/reports/recount/keys.ts';
import { defineFunction, table } from '../shared/spec.ts';

const counted = countedPrefixes.map((prefix) => ({ prefix }));

export const spec = defineFunction({
  name: 'fold-reports',
  description: "Adds up what the table's changes come to, for reports.",
  memoryMb: 512,
  timeoutSeconds: 120,
  needs: {
    table: table('GetItem', 'Query', 'PutItem', 'UpdateItem', 'ConditionCheckItem'),
  },
  triggers: {
    // Five minutes late, and what comes within them costs one write a counter.
    streams: {
      batchSize: 1000,
      windowSeconds: 300,
      tumblingSeconds: 900,
      filter: [
        { dynamodb: { Keys: { pk: { S: [{ prefix: countedPartitions }] }, sk: { S: counted } } } },
        { dynamodb: { Keys: { sk: { S: [watermarkPrefix] } } } },
      ],
    },
  },
});
