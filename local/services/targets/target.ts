import type { Caller, ServiceContext } from '../../service.ts';

/** Where EventBridge and Scheduler bring events: the parts that both services' targets have. */
interface Target {
  readonly Arn: string;
  readonly RoleArn?: string | undefined;
  readonly SqsParameters?: { readonly MessageGroupId?: string | undefined } | undefined;
  readonly EventBridgeParameters?:
    | { readonly DetailType: string | undefined; readonly Source: string | undefined }
    | undefined;
}

/** What a target is handed, and on whose behalf. */
export interface Handover {
  readonly target: Target;
  /** JSON text, or any text for queues and topics. */
  readonly input: string;
  /** Makes a second handover of the same event recognisable: an execution's name. */
  readonly id: string;
  readonly caller: Caller;
}

type Bring = (handover: Handover, context: ServiceContext) => Promise<unknown>;

const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
};

const toLambda: Bring = ({ target, input, caller }, { dispatch }) =>
  dispatch(
    'lambda',
    'Invoke',
    { FunctionName: target.Arn, InvocationType: 'Event', Payload: jsonOf(input) },
    caller,
  );

const toQueue: Bring = ({ target, input, caller }, { dispatch }) => {
  const [account, name] = target.Arn.split(':').slice(4);
  const MessageGroupId = target.SqsParameters?.MessageGroupId;
  const message = {
    QueueUrl: `http://localhost/${account}/${name}`,
    MessageBody: input,
    ...(MessageGroupId !== undefined && { MessageGroupId }),
  };
  return dispatch('sqs', 'SendMessage', message, caller);
};

const toTopic: Bring = ({ target, input, caller }, { dispatch }) =>
  dispatch('sns', 'Publish', { TopicArn: target.Arn, Message: input }, caller);

const toStateMachine: Bring = ({ target, input, id, caller }, { dispatch }) =>
  dispatch('sfn', 'StartExecution', { stateMachineArn: target.Arn, name: id, input }, caller);

const toBus: Bring = ({ target, input, caller }, { dispatch }) => {
  const { Source, DetailType } = target.EventBridgeParameters ?? {};
  const entry = { EventBusName: target.Arn, Source, DetailType, Detail: input };
  return dispatch('eventbridge', 'PutEvents', { Entries: [entry] }, caller);
};

/** By the service in the target's ARN. */
const targets: Readonly<Record<string, Bring>> = {
  lambda: toLambda,
  sqs: toQueue,
  sns: toTopic,
  states: toStateMachine,
  events: toBus,
};

const serviceOfArn = (arn: string): string => arn.split(':')[2] ?? '';

export const isKnownTarget = (arn: string): boolean => serviceOfArn(arn) in targets;

/** Hands an event to its target. Rejects when the target does not take it. */
export async function handOver(handover: Handover, context: ServiceContext): Promise<void> {
  const bring = targets[serviceOfArn(handover.target.Arn)];
  if (!bring) throw new Error(`The local cloud has no target ${handover.target.Arn}`);
  await bring(handover, context);
}

/**
 * Sends what could not be delivered to a dead-letter queue, with the reasons as message attributes.
 * @param caller on whose behalf; services whom the queue's own policy lets in need none.
 */
export async function deadLetter(
  queueArn: string,
  body: string,
  reasons: Readonly<Record<string, string>>,
  caller: Caller,
  context: ServiceContext,
): Promise<void> {
  const [account, name] = queueArn.split(':').slice(4);
  const attributes = Object.entries(reasons).map(([key, value]) => [
    key,
    { DataType: 'String', StringValue: value.slice(0, 1000) || '-' },
  ]);
  const message = {
    QueueUrl: `http://localhost/${account}/${name}`,
    MessageBody: body,
    MessageAttributes: Object.fromEntries(attributes),
  };
  await context.dispatch('sqs', 'SendMessage', message, caller);
}
