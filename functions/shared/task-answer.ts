import { SendTaskFailureCommand, SendTaskSuccessCommand, type SFNClient } from '@aws-sdk/client-sfn';
import type { Answer } from '../../domain/runs/answer.ts';
import { taskErrors } from '../../workflows/task.ts';

/** The callback came after its task had timed out, or its execution had ended: what was decided stands, nobody waits for it. */
const late = new Set(['TaskTimedOut', 'TaskDoesNotExist']);

/** Tells a waiting execution how its pause ended. Late and repeated answers are a quiet no-op. */
export async function answerTask(sfn: SFNClient, taskToken: string, answer: Answer): Promise<void> {
  if (!taskToken) return;
  const error = answer.kind === 'exited' ? taskErrors.exited : answer.error;
  try {
    await (answer.kind === 'matched' && error === undefined
      ? sfn.send(new SendTaskSuccessCommand({ taskToken, output: JSON.stringify(answer.result) }))
      : sfn.send(
          new SendTaskFailureCommand({ taskToken, error, cause: `Event ${answer.seq} on the timeline` }),
        ));
  } catch (error) {
    if (!(error instanceof Error && late.has(error.name))) throw error;
  }
}
