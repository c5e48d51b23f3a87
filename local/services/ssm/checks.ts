import type { PutParameterCommandInput } from '@aws-sdk/client-ssm';
import { AwsError } from '../../aws-error.ts';
import { hasLength, isOneOf, requireValid } from '../constraints.ts';
import { MOST_VERSIONS, type Parameter } from './parameter-store.ts';

const TYPES = ['String', 'StringList', 'SecureString'];
const TIERS = ['Standard', 'Advanced', 'Intelligent-Tiering'];
const STANDARD_BYTES = 4096;
const ADVANCED_BYTES = 8192;
const MOST_LEVELS = 15;

const invalid = (message: string) => new AwsError('ValidationException', message);

/** What `PutParameter` makes of a request. Throws as AWS does for a name, type or size it does not take. */
export function checkedParameter(
  input: PutParameterCommandInput,
  versions: readonly Parameter[],
  now: number,
): Parameter {
  const existing = versions.at(-1);
  const { Name = '', Value = '', Overwrite = false, Tags } = input;
  requireValid(
    'ValidationException',
    hasLength('name', Name, 1, 2048),
    hasLength('value', Value, 1, Number.POSITIVE_INFINITY),
    hasLength('description', input.Description, 0, 1024),
    isOneOf('tier', input.Tier, TIERS),
    isOneOf('type', input.Type, TYPES),
  );
  if (existing && !Overwrite)
    throw new AwsError(
      'ParameterAlreadyExists',
      'The parameter already exists. To overwrite this value, set the overwrite option in the request to true.',
    );
  if (Overwrite && Tags && Tags.length > 0)
    throw invalid(
      "Invalid request: tags and overwrite can't be used together. To create a parameter with tags, please remove overwrite flag. To update tags for an existing parameter, please use AddTagsToResource or RemoveTagsFromResource.",
    );
  checkName(Name);
  const type = input.Type ?? existing?.type;
  if (!type) throw invalid('A parameter type is required when you create a parameter.');
  const tier = tierFor(Value, input.Tier ?? existing?.tier);
  const allowedPattern = input.AllowedPattern ?? existing?.allowedPattern;
  checkPattern(Value, allowedPattern);
  const [oldest] = versions;
  if (versions.length >= MOST_VERSIONS && oldest?.labels && oldest.labels.length > 0)
    throw new AwsError(
      'ParameterMaxVersionLimitExceeded',
      `You attempted to create a new version of ${Name} by calling the PutParameter API with the overwrite flag. Version ${oldest.version}, the oldest version, can't be deleted because it has a label associated with it. Move the label to another version of the parameter, and try again.`,
    );
  return {
    name: Name,
    type,
    value: Value,
    description: input.Description ?? existing?.description,
    version: (existing?.version ?? 0) + 1,
    modifiedAt: now,
    tier,
    keyId: type === 'SecureString' ? (input.KeyId ?? existing?.keyId ?? 'alias/aws/ssm') : undefined,
    allowedPattern,
    tags: Tags
      ? Object.fromEntries(Tags.map(({ Key = '', Value: text = '' }) => [Key, text]))
      : existing?.tags,
  };
}

function checkName(name: string): void {
  if (name.includes('/') && !name.startsWith('/'))
    throw invalid('Parameter name must be a fully qualified name.');
  if (/^\/?aws/i.test(name))
    throw new AwsError('AccessDeniedException', `No access to reserved parameter name: ${name}.`);
  if (!/^[\w./-]{1,1011}$/.test(name) || /^\/?ssm/i.test(name))
    throw invalid(
      'Parameter name: can\'t be prefixed with "ssm" (case-insensitive). If formed as a path, it can consist of sub-paths divided by slash symbol; each sub-path can be formed as a mix of letters, numbers and the following 3 symbols .-_',
    );
  if (name.split('/').length - 1 > MOST_LEVELS)
    throw new AwsError(
      'HierarchyLevelLimitExceededException',
      `A hierarchy can have a maximum of ${MOST_LEVELS} levels: ${name}.`,
    );
}

/** With intelligent tiering a parameter becomes an advanced one by its size. An advanced one stays so. */
function tierFor(value: string, asked = 'Standard'): string {
  const bytes = Buffer.byteLength(value);
  if (bytes > ADVANCED_BYTES)
    throw invalid(
      `Advanced tier parameters support a maximum parameter value of ${ADVANCED_BYTES} characters.`,
    );
  if (asked === 'Intelligent-Tiering') return bytes > STANDARD_BYTES ? 'Advanced' : 'Standard';
  if (asked === 'Standard' && bytes > STANDARD_BYTES)
    throw invalid(
      `Standard tier parameters support a maximum parameter value of ${STANDARD_BYTES} characters. To create a larger parameter value, upgrade the parameter to use the advanced-parameter tier. For more information, see https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-advanced-parameters.html`,
    );
  return asked;
}

function checkPattern(value: string, pattern: string | undefined): void {
  if (pattern === undefined) return;
  let expression: RegExp;
  try {
    expression = new RegExp(pattern);
  } catch {
    throw new AwsError(
      'InvalidAllowedPatternException',
      `The request does not meet the regular expression requirement: ${pattern}`,
    );
  }
  if (!expression.test(value))
    throw new AwsError(
      'ParameterPatternMismatchException',
      `Parameter value, cannot be validated against allowedPattern: ${pattern}`,
    );
}
