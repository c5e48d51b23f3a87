import type {
  ConflictExceptionReason,
  ResourceType,
  ValidationExceptionReason,
} from '@aws-sdk/client-pinpoint-sms-voice-v2';
import { AwsError } from '../../aws-error.ts';

export const notFound = (ResourceType: ResourceType, ResourceId: string): AwsError =>
  new AwsError('ResourceNotFoundException', `The ${ResourceType} "${ResourceId}" was not found.`, 400, {
    ResourceType,
    ResourceId,
  });

export const conflict = (
  Reason: ConflictExceptionReason,
  message: string,
  ResourceType: ResourceType,
  ResourceId: string,
): AwsError => new AwsError('ConflictException', message, 400, { Reason, ResourceType, ResourceId });

/** What is wrong with members of the input, one sentence for each. */
function invalid(
  fields: Readonly<Record<string, string>>,
  Reason: ValidationExceptionReason = 'INVALID_PARAMETER',
): AwsError {
  const Fields = Object.entries(fields).map(([Name, Message]) => ({ Name, Message }));
  const told = Fields.map(({ Name, Message }) => `${Name}: ${Message}`).join('; ');
  return new AwsError('ValidationException', told, 400, { Reason, Fields });
}

/** Throws `ValidationException` naming every member whose check failed: by name, the sentence or nothing. */
export function requireMembersValid(checks: Readonly<Record<string, string | false | undefined>>): void {
  const found = Object.entries(checks).filter((each): each is [string, string] => Boolean(each[1]));
  if (found.length > 0) throw invalid(Object.fromEntries(found));
}
