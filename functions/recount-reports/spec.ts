import { defineFunction, table } from '../shared/spec.ts';

export const spec = defineFunction({
  name: 'recount-reports',
  description: 'Counts all that reports count anew and holds it against the counters, when it is asked to.',
  memoryMb: 1769,
  timeoutSeconds: 900,
  needs: { table: table('Query', 'PutItem') },
});
