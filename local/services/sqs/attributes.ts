import { AwsError } from '../../aws-error.ts';
import { invalidParameter } from './errors.ts';

/** A queue's attributes as AWS keeps them: names to strings. */
export type QueueAttributes = Readonly<Record<string, string>>;

const defaults: QueueAttributes = {
  VisibilityTimeout: '30',
  MaximumMessageSize: '1048576',
  MessageRetentionPeriod: '345600',
  DelaySeconds: '0',
  ReceiveMessageWaitTimeSeconds: '0',
  SqsManagedSseEnabled: 'true',
};

const fifoDefaults: QueueAttributes = {
  FifoQueue: 'true',
  ContentBasedDeduplication: 'false',
  DeduplicationScope: 'queue',
  FifoThroughputLimit: 'perQueue',
};

/** Bounds of the numeric attributes: seconds, and bytes for the size. */
const bounds: Readonly<Record<string, readonly [least: number, most: number]>> = {
  VisibilityTimeout: [0, 43_200],
  MaximumMessageSize: [1024, 1_048_576],
  MessageRetentionPeriod: [60, 1_209_600],
  DelaySeconds: [0, 900],
  ReceiveMessageWaitTimeSeconds: [0, 20],
  KmsDataKeyReusePeriodSeconds: [60, 86_400],
};

const choices: Readonly<Record<string, readonly string[]>> = {
  ContentBasedDeduplication: ['true', 'false'],
  DeduplicationScope: ['queue', 'messageGroup'],
  FifoThroughputLimit: ['perQueue', 'perMessageGroupId'],
  SqsManagedSseEnabled: ['true', 'false'],
  FifoQueue: ['true'],
};

const fifoOnly = new Set([
  'ContentBasedDeduplication',
  'DeduplicationScope',
  'FifoThroughputLimit',
  'FifoQueue',
]);
const documents = new Set(['Policy', 'RedrivePolicy', 'RedriveAllowPolicy']);
const others = new Set(['KmsMasterKeyId']);

/** What a new queue has. Throws `InvalidAttributeName`, `InvalidAttributeValue` or `InvalidParameterValue`. */
export function newAttributes(name: string, given: QueueAttributes): QueueAttributes {
  const fifo = given.FifoQueue === 'true';
  if (!/^[\w-]{1,80}$/.test(fifo ? name.replace(/\.fifo$/, '') : name) || name.length > 80)
    throw invalidParameter(
      'Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length',
    );
  if (fifo && !name.endsWith('.fifo'))
    throw invalidParameter(
      'The name of a FIFO queue can only include alphanumeric characters, hyphens, or underscores, must end with .fifo suffix and be 1 to 80 in length.',
    );
  const start = fifo ? { ...defaults, ...fifoDefaults } : defaults;
  return { ...start, ...checked(given, fifo) };
}

/** The attributes after `SetQueueAttributes`; an empty document removes it. */
export function changedAttributes(current: QueueAttributes, given: QueueAttributes): QueueAttributes {
  const changed = { ...current, ...checked(given, current.FifoQueue === 'true') };
  return Object.fromEntries(Object.entries(changed).filter(([, value]) => value !== ''));
}

/** What `GetQueueAttributes` takes besides what may be set. */
const told = new Set([
  'All',
  'QueueArn',
  'ApproximateNumberOfMessages',
  'ApproximateNumberOfMessagesNotVisible',
  'ApproximateNumberOfMessagesDelayed',
  'CreatedTimestamp',
  'LastModifiedTimestamp',
]);

const isSettable = (name: string): boolean =>
  Object.hasOwn(bounds, name) || Object.hasOwn(choices, name) || documents.has(name) || others.has(name);

/** Throws `InvalidAttributeName` for a name that queues do not have. */
export function checkNames(names: readonly string[]): void {
  const unknown = names.find((name) => !told.has(name) && !isSettable(name));
  if (unknown !== undefined) throw new AwsError('InvalidAttributeName', `Unknown Attribute ${unknown}.`);
}

function checked(given: QueueAttributes, fifo: boolean): QueueAttributes {
  for (const [name, value] of Object.entries(given)) {
    if (!isSettable(name) || (fifoOnly.has(name) && !fifo))
      throw new AwsError('InvalidAttributeName', `Unknown Attribute ${name}.`);
    if (!valid(name, value))
      throw new AwsError('InvalidAttributeValue', `Invalid value for the parameter ${name}.`);
  }
  if (given.FifoThroughputLimit === 'perMessageGroupId' && given.DeduplicationScope === 'queue')
    throw new AwsError(
      'InvalidAttributeValue',
      'Invalid value for the parameter FifoThroughputLimit. Reason: perMessageGroupId needs DeduplicationScope messageGroup.',
    );
  return given;
}

function valid(name: string, value: string): boolean {
  if (bounds[name]) {
    const [least, most] = bounds[name];
    return /^\d+$/.test(value) && Number(value) >= least && Number(value) <= most;
  }
  if (choices[name]) return choices[name].includes(value);
  if (name === 'RedrivePolicy') return true; // see `checkRedrive`, which knows the other queues
  if (documents.has(name)) return value === '' || parsed(value) !== undefined;
  return true;
}

function parsed(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}
