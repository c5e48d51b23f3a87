import type { SendTaskFailureInput, SendTaskHeartbeatInput, SendTaskSuccessInput } from '@aws-sdk/client-sfn';
import type { Failure } from '../../asl/failure.ts';
import { isLongerThan } from '../../asl/json.ts';
import { payloadBytes } from '../../asl/limits.ts';
import type { Run } from '../../asl/run/run.ts';
import { failed, heartbeat, openTask, succeeded } from '../../asl/run/task.ts';
import { AwsError } from '../../aws-error.ts';
import type { Permission } from '../../service.ts';
import { type Operation, operation } from '../operation.ts';
import { jsonFault } from './json-fault.ts';
import { type Parts, permission } from './parts.ts';
import { invalidToken, required, taskTimedOut, tooLong } from './refusals.ts';
import { readTaskToken, type TaskToken } from './task-token.ts';

type Answer = (run: Run, branch: number, attempt: number) => boolean;

/**
 * Gives an answer to the task that holds the token.
 * @param leadsOn the task ends with it
 * @throws AwsError TaskTimedOut, TaskDoesNotExist
 */
function answer(
  { engine, executions }: Parts,
  { execution, branch, attempt, token }: TaskToken & { readonly token: string },
  give: Answer,
  leadsOn = true,
): object {
  if (!executions.get(execution))
    throw new AwsError('TaskDoesNotExist', "Task Does Not Exist: 'Task does not exist'");
  const isCurrent = (run: Run) => openTask(run, branch, attempt)?.activity.token === token;
  if (!engine.inspect(execution, isCurrent)) throw taskTimedOut();
  const apply = (run: Run) => give(run, branch, attempt);
  if (leadsOn) engine.advance(execution, apply);
  else engine.change(execution, apply);
  return {};
}

/** @throws AwsError InvalidToken for what was never a token */
function tokenOf(taskToken: string | undefined): TaskToken & { readonly token: string } {
  const token = required(taskToken, 'taskToken');
  const named = readTaskToken(token);
  if (!named) throw invalidToken();
  return { ...named, token };
}

/** The output must be JSON; a refused answer leaves the token alive. @throws AwsError InvalidOutput */
function outputOf(output: string | undefined): string {
  const text = required(output, 'output');
  if (isLongerThan(text, payloadBytes)) throw tooLong('output', payloadBytes);
  if (jsonFault(text) !== undefined)
    throw new AwsError('InvalidOutput', `Invalid Output: '${text}' is not valid JSON.`);
  return text;
}

const failureOf = ({ error, cause }: SendTaskFailureInput): Failure => ({
  ...(error !== undefined && { error }),
  ...(cause !== undefined && { cause }),
});

/** The permission is one on the token's state machine; a token that is none is refused for itself. */
const onToken =
  ({ executions }: Parts, name: string) =>
  ({ taskToken }: { taskToken: string | undefined }): readonly Permission[] => {
    const named = taskToken === undefined ? undefined : readTaskToken(taskToken);
    const execution = named && executions.get(named.execution);
    return execution ? permission(name, execution.machine) : [];
  };

export const callbackOperations = (parts: Parts): Readonly<Record<string, Operation>> => ({
  SendTaskSuccess: operation<SendTaskSuccessInput>(onToken(parts, 'SendTaskSuccess'), (input) => {
    const token = tokenOf(input.taskToken);
    const output = outputOf(input.output);
    return answer(parts, token, (run, branch, attempt) => succeeded(run, branch, attempt, output));
  }),
  SendTaskFailure: operation<SendTaskFailureInput>(onToken(parts, 'SendTaskFailure'), (input) =>
    answer(parts, tokenOf(input.taskToken), (run, branch, attempt) =>
      failed(run, branch, attempt, failureOf(input)),
    ),
  ),
  SendTaskHeartbeat: operation<SendTaskHeartbeatInput>(onToken(parts, 'SendTaskHeartbeat'), (input) =>
    answer(parts, tokenOf(input.taskToken), heartbeat, false),
  ),
});
