/** A task's resource: what it calls, and how. */
export interface Resource {
  /** Shown in the history: `lambda`, `sqs`, `aws-sdk:dynamodb`; the function's ARN for a direct Lambda call. */
  readonly type: string;
  /** Shown in the history: `invoke`, `sendMessage.waitForTaskToken`. */
  readonly name: string;
  readonly kind: 'function' | 'optimized' | 'sdk';
  /** The local cloud's service id and its operation. */
  readonly service: string;
  readonly operation: string;
  /** Ends when its token is answered, not when the call is. */
  readonly callback: boolean;
}

interface Optimized {
  readonly service: string;
  readonly operations: readonly string[];
  /** Which of them may wait for a token. */
  readonly callbacks: readonly string[];
}

/** Optimized integrations, by the name that ARNs have. */
export const optimizedIntegrations: Readonly<Record<string, Optimized>> = {
  lambda: { service: 'lambda', operations: ['invoke'], callbacks: ['invoke'] },
  sqs: { service: 'sqs', operations: ['sendMessage'], callbacks: ['sendMessage'] },
  sns: { service: 'sns', operations: ['publish'], callbacks: ['publish'] },
  events: { service: 'eventbridge', operations: ['putEvents'], callbacks: ['putEvents'] },
  dynamodb: {
    service: 'dynamodb',
    operations: ['getItem', 'putItem', 'updateItem', 'deleteItem'],
    callbacks: [],
  },
  states: { service: 'sfn', operations: ['startExecution'], callbacks: ['startExecution'] },
};

/** Services of the local cloud, as `aws-sdk:` names them. */
export const sdkServices: ReadonlySet<string> = new Set([
  'dynamodb',
  'eventbridge',
  'lambda',
  'pinpointsmsvoicev2',
  'scheduler',
  'sesv2',
  'sfn',
  'sns',
  'socialmessaging',
  'sqs',
  'ssm',
]);

const token = '.waitForTaskToken';

/** Reads a task's `Resource`; undefined for what the local cloud does not offer. */
export function parseResource(arn: string): Resource | undefined {
  if (/^arn:aws[a-z-]*:lambda:[a-z0-9-]+:\d{12}:function:[\w-]+(:[\w$-]+)?$/.test(arn))
    return {
      kind: 'function',
      type: arn,
      name: arn,
      service: 'lambda',
      operation: 'Invoke',
      callback: false,
    };
  const match = /^arn:aws[a-z-]*:states:[a-z0-9-]*:\d*:(.+)$/.exec(arn);
  if (!match) return undefined;
  const callback = match[1]!.endsWith(token);
  const path = callback ? match[1]!.slice(0, -token.length) : match[1]!;
  const split = path.lastIndexOf(':');
  const type = path.slice(0, split);
  const action = path.slice(split + 1);
  if (!/^[a-z][A-Za-z0-9]*$/.test(action)) return undefined;
  const common = {
    type,
    name: callback ? `${action}${token}` : action,
    operation: `${action[0]!.toUpperCase()}${action.slice(1)}`,
    callback,
  };
  if (type.startsWith('aws-sdk:')) {
    const service = type.slice('aws-sdk:'.length);
    return sdkServices.has(service) ? { ...common, kind: 'sdk', service } : undefined;
  }
  const integration = Object.hasOwn(optimizedIntegrations, type) ? optimizedIntegrations[type] : undefined;
  const offered = callback ? integration?.callbacks : integration?.operations;
  if (!integration || !offered?.includes(action)) return undefined;
  return { ...common, kind: 'optimized', service: integration.service };
}
