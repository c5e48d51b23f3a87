import type { CallingService, Permission } from '../service.ts';
import type { Declarations, FunctionDeclaration } from '../template/declarations.ts';
import type { Access } from './access.ts';

/** Service names as Lambda writes them in its refusals. */
type Tried = readonly [service: 'SQS' | 'XRAY', Permission];

type Mappings = Pick<Declarations, 'mappings' | 'streamMappings'>;

const streamReading = ['GetRecords', 'GetShardIterator', 'DescribeStream', 'ListStreams'].map(
  (operation) => `dynamodb:${operation}`,
);

/** What Lambda tries with a function's role before it takes the function or a mapping onto it. */
function triedFor(
  { isTraced, deadLetterArn, arn }: FunctionDeclaration,
  { mappings, streamMappings }: Mappings,
): readonly Tried[] {
  const queues = mappings.filter(({ functionArn }) => functionArn === arn).map(({ queueArn }) => queueArn);
  const told = streamMappings
    .filter(({ functionArn }) => functionArn === arn)
    .flatMap(({ onFailureArn = '' }) => (onFailureArn.startsWith('arn:aws:sqs:') ? [onFailureArn] : []));
  const polling = ['ReceiveMessage', 'DeleteMessage', 'GetQueueAttributes'];
  return [
    ...(isTraced ? [['XRAY', { action: 'xray:PutTraceSegments', resource: '*' }] as const] : []),
    ...[...(deadLetterArn === undefined ? [] : [deadLetterArn]), ...told].map(
      (resource) => ['SQS', { action: 'sqs:SendMessage', resource }] as const,
    ),
    ...queues.flatMap((resource) =>
      polling.map((action) => ['SQS', { action: `sqs:${action}`, resource }] as const),
    ),
  ];
}

/**
 * Checks the functions' roles as Lambda does when functions and event source mappings are made.
 * @throws Error naming the function, in Lambda's words: `InvalidParameterValueException` at a deployment.
 */
export function checkFunctionRoles(
  functions: readonly FunctionDeclaration[],
  mappings: Mappings,
  access: Access,
): void {
  for (const declared of functions) {
    const { name, arn, roleArn } = declared;
    const refuse = (sentence: string): never => {
      throw new Error(`function ${name}, role ${roleArn}: InvalidParameterValueException: ${sentence}`);
    };
    const lambda = { principal: 'lambda.amazonaws.com', sourceArn: arn };
    if (!access.trusts(roleArn, { service: lambda }))
      refuse('The role defined for the function cannot be assumed by Lambda.');
    for (const { streamArn } of mappings.streamMappings.filter(({ functionArn }) => functionArn === arn))
      if (
        !streamReading.every((action) => access.decide({ roleArn }, { action, resource: streamArn }).allowed)
      )
        refuse(
          `Cannot access stream ${streamArn}. Please ensure the role can perform the GetRecords, GetShardIterator, DescribeStream, and ListStreams Actions on your stream in DynamoDB.`,
        );
    for (const [service, permission] of triedFor(declared, mappings)) {
      if (access.decide({ roleArn }, permission).allowed) continue;
      const call = permission.action.slice(permission.action.indexOf(':') + 1);
      refuse(`The provided execution role does not have permissions to call ${call} on ${service}`);
    }
  }
}

/**
 * Whether a function's output reaches its log group. A role that may not write it costs the log, not the function.
 * Source: IAM's resource types for CloudWatch Logs; the empty stream name is how Lambda's own calls are refused.
 */
export function mayWriteLogs(
  { roleArn, logGroupArn }: FunctionDeclaration,
  logStreamName: string,
  access: Access,
): boolean {
  return [
    { action: 'logs:CreateLogStream', resource: `${logGroupArn}:log-stream:` },
    { action: 'logs:PutLogEvents', resource: `${logGroupArn}:log-stream:${logStreamName}` },
  ].every((permission) => access.decide({ roleArn }, permission).allowed);
}

/** Whether a function's own policy lets a service of AWS call it. */
export const mayInvoke = (access: Access, functionArn: string, service: CallingService): boolean =>
  access.decide({ service }, { action: 'lambda:InvokeFunction', resource: functionArn }).allowed;
