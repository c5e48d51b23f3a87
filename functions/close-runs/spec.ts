import { audiences, defineFunction, journeys, line, table } from '../shared/spec.ts';

export const spec = defineFunction({
  name: 'close-runs',
  description:
    'Closes the records of runs that failed or were stopped, and has the audiences left of runs that ended.',
  memoryMb: 256,
  timeoutSeconds: 300,
  needs: {
    table: table('GetItem', 'UpdateItem'),
    journeys: journeys('DescribeExecution', 'ListExecutions'),
    audiences: audiences('SendMessage'),
    line: line('SendMessage'),
  },
  triggers: { executionStatus: ['SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED'], every: 'rate(1 hour)' },
});
