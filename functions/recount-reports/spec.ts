import { defineFunction, table } from '../shared/spec.ts';

export const spec = defineFunction({
  name: 'recount-reports',
  description: 'Counts what reports count anew, part by part, and holds it against the counters.',
  memoryMb: 1769,
  timeoutSeconds: 300,
  needs: { table: table('GetItem', 'Query', 'PutItem', 'UpdateItem', 'ConditionCheckItem') },
});
