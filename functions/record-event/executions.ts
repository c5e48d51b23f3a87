import { type SFNClient, StartExecutionCommand, StopExecutionCommand } from '@aws-sdk/client-sfn';
import type { RunRecord } from '../../domain/runs/run-record.ts';
import type { RunState } from '../../workflows/task.ts';

/**
 * Starts a run's execution, named by the run. Starting it again while it runs answers the same; after it has ended it
 * is refused, which is as good.
 */
export async function startExecution(sfn: SFNClient, run: RunRecord): Promise<void> {
  const { id, person, journey, version, entry, entryAs } = run;
  const input: RunState = { run: { id, person, journey, version }, visit: 0, events: { [entryAs]: entry } };
  const stateMachineArn = run.executionArn.replace(':execution:', ':stateMachine:').replace(/:[^:]+$/, '');
  try {
    await sfn.send(new StartExecutionCommand({ stateMachineArn, name: id, input: JSON.stringify(input) }));
  } catch (error) {
    if (!(error instanceof Error && error.name === 'ExecutionAlreadyExists')) throw error;
  }
}

/** Stops the execution of a run that is stopped; one that has ended, or never began, needs none. */
export async function stopExecution(
  sfn: SFNClient,
  { executionArn }: RunRecord,
  cause = 'Replaced by another run of this journey',
): Promise<void> {
  try {
    await sfn.send(
      new StopExecutionCommand({
        executionArn,
        error: 'Stopped',
        cause,
      }),
    );
  } catch (error) {
    if (!(error instanceof Error && error.name === 'ExecutionDoesNotExist')) throw error;
  }
}
