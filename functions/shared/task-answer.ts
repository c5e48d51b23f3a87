import { SendTaskFailureCommand, SendTaskSuccessCommand, type SFNClient } from '@aws-sdk/client-sfn';
import type { WaitOutcome } from '../../domain/runs/run-record.ts';
import { taskErrors } from '../../workflows/task.ts';

/** The callback came after its task had timed out, or its execution had ended: what was decided stands, nobody waits for it. */
const late = new Set(['TaskTimedOut', 'TaskDoesNotExist']);

/** Tells a waiting execution how its pause ended. Late and repeated answers are a quiet no-op. */
export async function answerTask(sfn: SFNClient, token: string, outcome: WaitOutcome): Promise<void> {
  if (!token) return;
  try {
    await (outcome.kind === 'matched'
      ? sfn.send(new SendTaskSuccessCommand({ taskToken: token, output: JSON.stringify(outcome.result) }))
      : sfn.send(
          new SendTaskFailureCommand({ taskToken: token, error: taskErrors.exited, cause: outcome.kind }),
        ));
  } catch (error) {
    if (!(error instanceof Error && late.has(error.name))) throw error;
  }
}
