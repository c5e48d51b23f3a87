import type { Journey } from '../../workflows/journey.ts';
import { journeys as allJourneys } from '../../workflows/runtime.ts';
import { audiences, defineFunction, journeys, line, table } from '../shared/spec.ts';

/** The function's needs where these journeys are deployed: it may put nothing on the line unless one of them tells of its runs. */
export const specFor = (all: readonly Pick<Journey, 'tells'>[]) =>
  defineFunction({
    name: 'close-runs',
    description:
      'Closes the records of runs that failed or were stopped, and has the audiences left of runs that ended.',
    memoryMb: 256,
    timeoutSeconds: 300,
    needs: {
      table: table('GetItem', 'UpdateItem'),
      journeys: journeys('DescribeExecution', 'ListExecutions'),
      audiences: audiences('SendMessage'),
      line: line(...(all.some(({ tells }) => tells) ? ['SendMessage'] : [])),
    },
    triggers: { executionStatus: ['SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED'], every: 'rate(1 hour)' },
  });

export const spec = specFor(allJourneys);
