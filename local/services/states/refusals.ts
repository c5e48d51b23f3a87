import { AwsError } from '../../aws-error.ts';

/** Step Functions' own words for what it refuses. */

export const invalidArn = (reason: string): AwsError =>
  new AwsError('InvalidArn', `Invalid Arn: '${reason}'`);

export const noMachine = (arn: string): AwsError =>
  new AwsError('StateMachineDoesNotExist', `State Machine Does Not Exist: '${arn}'`);

export const noVersion = (arn: string): AwsError =>
  new AwsError('StateMachineDoesNotExist', `State Machine Version Does Not Exist: '${arn}'`);

export const noAlias = (arn: string): AwsError =>
  new AwsError('StateMachineDoesNotExist', `State Machine Alias Does Not Exist: '${arn}'`);

/** The machine is gone as soon as its executions have ended. */
export const machineDeleting = (arn: string): AwsError =>
  new AwsError('StateMachineDeleting', `State Machine is being deleted: '${arn}'`);

/** @param message the words after the error's own name, where AWS writes it without quotes */
export const alreadyExists = (message: string): AwsError =>
  new AwsError('StateMachineAlreadyExists', `State Machine Already Exists: ${message}`);

export const conflict = (message: string): AwsError => new AwsError('ConflictException', message);

/** Operations on tags, aliases and map runs. */
export const resourceNotFound = (arn: string): AwsError =>
  new AwsError('ResourceNotFound', `Resource not found: '${arn}'`, 400, { resourceName: arn });

export const noExecution = (arn: string): AwsError =>
  new AwsError('ExecutionDoesNotExist', `Execution Does Not Exist: '${arn}'`);

export const invalidToken = (): AwsError => new AwsError('InvalidToken', "Invalid Token: 'Invalid token'");

/** The task has ended, by an answer, by time, or with its execution. */
export const taskTimedOut = (): AwsError =>
  new AwsError('TaskTimedOut', "Task Timed Out: 'Provided task does not exist anymore'");

/** @param reason as AWS's model lists them: `INVALID_ROUTING_CONFIGURATION` */
export const validation = (message: string, reason?: string): AwsError =>
  new AwsError('ValidationException', message, 400, reason === undefined ? {} : { reason });

/** As AWS words a broken constraint of the API's model. */
const constraint = (value: unknown, member: string, rule: string): AwsError =>
  validation(
    `1 validation error detected: Value ${value === undefined ? 'null' : `'${String(value)}'`} at '${member}' failed to satisfy constraint: ${rule}`,
  );

/** UTF-8 bytes over AWS's quota; where AWS's model counts characters, it has looked already. */
export const tooLong = (member: string, most: number): AwsError =>
  validation(
    `1 validation error detected: Value at '${member}' failed to satisfy constraint: Member must have length less than or equal to ${most}`,
  );

/** The member, which AWS requires. @throws AwsError ValidationException */
export function required<T>(value: T | undefined, member: string): T {
  if (value === undefined || value === null) throw constraint(undefined, member, 'Member must not be null');
  return value;
}
