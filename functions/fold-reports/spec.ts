import { defineFunction, table } from '../shared/spec.ts';

export const spec = defineFunction({
  name: 'fold-reports',
  description: "Adds up what the table's changes come to, for reports.",
  memoryMb: 512,
  timeoutSeconds: 120,
  needs: {
    table: table('GetItem', 'Query', 'PutItem', 'UpdateItem', 'ConditionCheckItem'),
  },
});
