import { defineFunction, journeys, table } from '../shared/spec.ts';

export const spec = defineFunction({
  name: 'close-runs',
  description: 'Closes the records of runs whose executions failed or were stopped.',
  memoryMb: 256,
  timeoutSeconds: 300,
  needs: {
    table: table('GetItem', 'UpdateItem'),
    journeys: journeys('DescribeExecution', 'ListExecutions'),
  },
  triggers: { executionStatus: ['FAILED', 'TIMED_OUT', 'ABORTED'], every: 'rate(1 hour)' },
});
