import { type Kind, refusedWith } from '../kind.ts';
import { arnIn, type Place } from '../place.ts';
import { flag, physicalName, type Resource } from '../resource.ts';

const nameOf = (resource: Resource, place: Place): string =>
  physicalName(resource, 'QueueName', place, {
    longest: 80,
    suffix: flag(resource.property('FifoQueue')) ? '.fifo' : '',
  });

const urlOf = (resource: Resource, place: Place): string =>
  `${place.awsOrigin}/${place.accountId}/${nameOf(resource, place)}`;

/** The template's properties that are a queue's attributes, by the same name. */
const attributeNames = [
  'ContentBasedDeduplication',
  'DeduplicationScope',
  'DelaySeconds',
  'FifoQueue',
  'FifoThroughputLimit',
  'KmsMasterKeyId',
  'MaximumMessageSize',
  'MessageRetentionPeriod',
  'ReceiveMessageWaitTimeSeconds',
  'RedriveAllowPolicy',
  'RedrivePolicy',
  'SqsManagedSseEnabled',
  'VisibilityTimeout',
] as const;

const attributesOf = (resource: Resource): Record<string, string> =>
  Object.fromEntries(
    attributeNames.flatMap((name) => {
      const value = resource.property(name);
      if (value === undefined || (name === 'FifoQueue' && !flag(value))) return [];
      return [[name, typeof value === 'object' ? JSON.stringify(value) : String(value)]];
    }),
  );

export const sqsQueue: Kind = {
  type: 'AWS::SQS::Queue',
  ref: urlOf,
  attribute(resource, name, place) {
    if (name === 'Arn') return arnIn(place, 'sqs', nameOf(resource, place));
    if (name === 'QueueName') return nameOf(resource, place);
    return name === 'QueueUrl' ? urlOf(resource, place) : undefined;
  },
  async deploy(resource, call, place) {
    const Attributes = attributesOf(resource);
    const differs = await refusedWith(['QueueNameExists', 'QueueAlreadyExists'], () =>
      call('sqs', 'CreateQueue', { QueueName: nameOf(resource, place), Attributes }),
    );
    if (!differs) return;
    const { FifoQueue: _, ...changeable } = Attributes;
    await call('sqs', 'SetQueueAttributes', { QueueUrl: urlOf(resource, place), Attributes: changeable });
  },
};
