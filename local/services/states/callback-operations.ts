import type { SendTaskFailureInput, SendTaskHeartbeatInput, SendTaskSuccessInput } from '@aws-sdk/client-sfn';
import type { Failure } from '../../asl/failure.ts';
import { isLongerThan } from '../../asl/json.ts';
import { payloadBytes } from '../../asl/limits.ts';
import type { Run } from '../../asl/run/run.ts';
import { failed, heartbeat, openTask, succeeded } from '../../asl/run/task.ts';
import { AwsError } from '../../aws-error.ts';
import type { Permission } from '../../service.ts';
import { type Operation, operation } from '../operation.ts';
import { type Parts, permission } from './parts.ts';
import { constraint, invalidToken, required, taskTimedOut } from './refusals.ts';
import { readTaskToken } from './task-token.ts';

type Answer = (run: Run, branch: number, attempt: number) => boolean;

/** Gives an answer to the task that holds the token. @throws AwsError InvalidToken, TaskTimedOut, TaskDoesNotExist */
function answer({ engine, executions }: Parts, token: string, give: Answer): object {
  const named = readTaskToken(token);
  if (!named) throw invalidToken();
  const { execution, branch, attempt } = named;
  if (!executions.get(execution))
    throw new AwsError('TaskDoesNotExist', "Task Does Not Exist: 'Task does not exist'");
  const isCurrent = (run: Run) => openTask(run, branch, attempt)?.activity.token === token;
  if (!engine.inspect(execution, isCurrent)) throw taskTimedOut();
  engine.change(execution, (run) => give(run, branch, attempt));
  return {};
}

const tokenOf = (token: string | undefined): string => {
  const given = required(token, 'taskToken');
  if (given.length > 2048)
    throw constraint(given, 'taskToken', 'Member must have length less than or equal to 2048');
  return given;
};

/** The output must be JSON, which is looked at first: a refused answer leaves the token alive. */
function outputOf(output: string | undefined): string {
  const text = required(output, 'output');
  if (isLongerThan(text, payloadBytes))
    throw constraint(text, 'output', `Member must have length less than or equal to ${payloadBytes}`);
  try {
    JSON.parse(text);
  } catch (error) {
    throw new AwsError(
      'InvalidOutput',
      `Invalid Output: '${error instanceof Error ? error.message : String(error)}'`,
    );
  }
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
    const output = outputOf(input.output);
    return answer(parts, tokenOf(input.taskToken), (run, branch, attempt) =>
      succeeded(run, branch, attempt, output),
    );
  }),
  SendTaskFailure: operation<SendTaskFailureInput>(onToken(parts, 'SendTaskFailure'), (input) =>
    answer(parts, tokenOf(input.taskToken), (run, branch, attempt) =>
      failed(run, branch, attempt, failureOf(input)),
    ),
  ),
  SendTaskHeartbeat: operation<SendTaskHeartbeatInput>(onToken(parts, 'SendTaskHeartbeat'), (input) =>
    answer(parts, tokenOf(input.taskToken), heartbeat),
  ),
});
