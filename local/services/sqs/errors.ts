import { AwsError } from '../../aws-error.ts';

export const queueDoesNotExist = () =>
  new AwsError('QueueDoesNotExist', 'The specified queue does not exist.');

export const invalidParameter = (message: string) => new AwsError('InvalidParameterValue', message);

/** A value that the parameter does not take, in SQS's words. */
export const invalidValue = (value: unknown, parameter: string, reason: string) =>
  invalidParameter(`Value ${String(value)} for parameter ${parameter} is invalid. Reason: ${reason}`);

export const missingParameter = (name: string) =>
  new AwsError('MissingParameter', `The request must contain the parameter ${name}.`);

/** An optional number of a request, checked to be whole and within AWS's bounds. */
export function within(value: number | undefined, parameter: string, least: number, most: number): void {
  if (value === undefined) return;
  if (!Number.isInteger(value) || value < least || value > most)
    throw invalidValue(value, parameter, `Must be between ${least} and ${most}, if provided.`);
}
