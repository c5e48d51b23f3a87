import type {
  EncryptionConfiguration,
  LoggingConfiguration,
  TracingConfiguration,
} from '@aws-sdk/client-sfn';
import { AwsError } from '../../aws-error.ts';
import { invalidArn } from './refusals.ts';

export const loggingOff: LoggingConfiguration = { level: 'OFF', includeExecutionData: false };
export const tracingOff: TracingConfiguration = { enabled: false };
/** What AWS uses, and all that the local cloud has: it keeps no customers' keys. */
export const ownKey: EncryptionConfiguration = { type: 'AWS_OWNED_KEY' };

/** As it is described: with all members. @throws AwsError InvalidLoggingConfiguration */
export function checkLogging(given: LoggingConfiguration): LoggingConfiguration {
  const { level = 'OFF', includeExecutionData = false, destinations = [] } = given;
  if (destinations.length > 1 || (level !== 'OFF' && destinations.length === 0))
    throw new AwsError(
      'InvalidLoggingConfiguration',
      'Invalid Logging Configuration: Must specify exactly one Log Destination.',
    );
  return { level, includeExecutionData, ...(destinations.length > 0 && { destinations }) };
}

/** @throws AwsError InvalidEncryptionConfiguration for keys of the account's own */
export function checkEncryption(given: EncryptionConfiguration | undefined): void {
  if (given === undefined || given.type === 'AWS_OWNED_KEY') {
    if (given?.kmsKeyId === undefined && given?.kmsDataKeyReusePeriodSeconds === undefined) return;
    throw new AwsError(
      'InvalidEncryptionConfiguration',
      "Invalid Encryption Configuration: 'kmsKeyId and kmsDataKeyReusePeriodSeconds go with CUSTOMER_MANAGED_KMS_KEY only'",
    );
  }
  throw new AwsError(
    'InvalidEncryptionConfiguration',
    "Invalid Encryption Configuration: 'CUSTOMER_MANAGED_KMS_KEY is not supported by the local cloud'",
  );
}

/** @throws AwsError InvalidArn */
export function checkRole(arn: string): string {
  if (!/^arn:aws[a-z-]*:iam::\d{12}:role\/.+$/.test(arn)) throw invalidArn(`Invalid Role Arn: ${arn}`);
  return arn;
}
