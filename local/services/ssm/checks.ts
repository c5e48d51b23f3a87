import type { PutParameterCommandInput } from '@aws-sdk/client-ssm';
import { AwsError } from '../../aws-error.ts';
import type { Parameter } from './parameter-store.ts';

const TYPES = ['String', 'StringList', 'SecureString'];
const MOST_BYTES = 4096;

/** What `PutParameter` makes of a request. Throws as AWS does for a name, type or size it does not take. */
export function checkedParameter(
  input: PutParameterCommandInput,
  existing: Parameter | undefined,
  now: number,
): Parameter {
  const { Name = '', Value, Overwrite = false } = input;
  if (existing && !Overwrite)
    throw new AwsError(
      'ParameterAlreadyExists',
      'The parameter already exists. To overwrite this value, set the overwrite option in the request to true.',
    );
  if (!/^[\w./-]{1,1011}$/.test(Name) || (Name.includes('/') && !Name.startsWith('/')))
    throw new AwsError(
      'ValidationException',
      'Parameter name must be a fully qualified name: letters, digits and .-_/ only, beginning with / if it has one.',
    );
  if (/^\/?(aws|ssm)/i.test(Name))
    throw new AwsError(
      'ValidationException',
      'Parameter name: can\'t be prefixed with "ssm" (case-insensitive).',
    );
  if (!Value)
    throw new AwsError(
      'ValidationException',
      "1 validation error detected: Value at 'value' failed to satisfy constraint: Member must have length greater than or equal to 1",
    );
  if (Buffer.byteLength(Value) > MOST_BYTES)
    throw new AwsError(
      'ValidationException',
      'Standard tier parameters support a maximum parameter value of 4096 characters. To create a larger parameter value, upgrade the parameter to use the advanced-parameter tier.',
    );
  const type = input.Type ?? existing?.type;
  if (!type)
    throw new AwsError('ValidationException', 'A parameter type is required when you create a parameter.');
  if (!TYPES.includes(type))
    throw new AwsError('UnsupportedParameterType', `The parameter type ${type} is not supported.`);
  return {
    name: Name,
    type,
    value: Value,
    description: input.Description ?? existing?.description,
    version: (existing?.version ?? 0) + 1,
    modifiedAt: now,
  };
}
