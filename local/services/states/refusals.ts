import { AwsError } from '../../aws-error.ts';

/** Step Functions' own words for what it refuses. */

export const invalidArn = (reason: string): AwsError =>
  new AwsError('InvalidArn', `Invalid Arn: '${reason}'`);

export const noMachine = (arn: string): AwsError =>
  new AwsError('StateMachineDoesNotExist', `State Machine Does Not Exist: '${arn}'`);

export const noExecution = (arn: string): AwsError =>
  new AwsError('ExecutionDoesNotExist', `Execution Does Not Exist: '${arn}'`);

export const invalidToken = (): AwsError => new AwsError('InvalidToken', "Invalid Token: 'Invalid token'");

/** The task has ended, by an answer, by time, or with its execution. */
export const taskTimedOut = (): AwsError =>
  new AwsError('TaskTimedOut', "Task Timed Out: 'Provided task does not exist anymore'");

export const validation = (message: string): AwsError => new AwsError('ValidationException', message);

/** As AWS words a broken constraint of the API's model. */
export const constraint = (value: unknown, member: string, rule: string): AwsError =>
  validation(
    `1 validation error detected: Value ${value === undefined ? 'null' : `'${String(value)}'`} at '${member}' failed to satisfy constraint: ${rule}`,
  );

/** The member, which AWS requires. @throws AwsError ValidationException */
export function required<T>(value: T | undefined, member: string): T {
  if (value === undefined || value === null) throw constraint(undefined, member, 'Member must not be null');
  return value;
}
