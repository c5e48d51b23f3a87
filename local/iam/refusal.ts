import { AwsError } from '../aws-error.ts';
import type { Permission } from '../service.ts';
import type { Decision } from './access.ts';

type Refused = Extract<Decision, { allowed: false }>;

interface Wording {
  /** The error's name, `AccessDeniedException` unless told. */
  readonly name?: string;
  /** HTTP, 403 unless told. */
  readonly status?: number;
  /** How the service writes the action in its message. */
  readonly action?: (action: string) => string;
  /** The whole sentence, where it is not everybody's. */
  readonly sentence?: (principal: string, action: string, resource: string) => string;
}

/**
 * By service. Sources: error messages as users of the services report them; SNS's error is `AuthorizationErrorException`
 * in its model, and SES still words its own.
 */
const wordings: Readonly<Record<string, Wording>> = {
  dynamodb: { status: 400 },
  dynamodbstreams: { status: 400 },
  eventbridge: { status: 400 },
  pinpointsmsvoicev2: { status: 400 },
  s3: { name: 'AccessDenied' },
  sesv2: {
    sentence: (principal, action, resource) =>
      `User \`${principal}' is not authorized to perform \`${action}' on resource \`${resource}'`,
  },
  sfn: { status: 400 },
  sns: { name: 'AuthorizationErrorException', action: (action) => action.replace(/^sns:/, 'SNS:') },
  sqs: { name: 'AccessDenied', action: (action) => action.toLowerCase() },
  ssm: { status: 400 },
  sts: { name: 'AccessDenied' },
};

const policies = {
  identity: 'identity-based policy',
  boundary: 'permissions boundary',
  resource: 'resource-based policy',
} as const;

/** What a caller gets who may not do something, in the words of the service that was asked. */
export function refusal(
  service: string,
  principal: string,
  permission: Permission,
  { by, explicit }: Refused,
): AwsError {
  const { name = 'AccessDeniedException', status = 403, action, sentence } = wordings[service] ?? {};
  const written = action?.(permission.action) ?? permission.action;
  const { resource } = permission;
  if (sentence) return new AwsError(name, sentence(principal, written, resource), status);
  const a = by === 'identity' ? 'an' : 'a';
  const because = explicit
    ? `with an explicit deny in ${a} ${policies[by]}`
    : `because no ${policies[by]} allows the ${written} action`;
  const sentenceOfAll = `User: ${principal} is not authorized to perform: ${written} on resource: ${resource}`;
  return new AwsError(name, `${sentenceOfAll} ${because}`, status);
}
