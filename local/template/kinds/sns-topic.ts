import type { Kind } from '../kind.ts';
import { arnIn, type Place } from '../place.ts';
import { flag, list, physicalName, type Resource } from '../resource.ts';
import { type Subscription, subscribe } from './sns-subscription.ts';

const nameOf = (resource: Resource, place: Place): string =>
  physicalName(resource, 'TopicName', place, {
    longest: 256,
    suffix: flag(resource.property('FifoTopic')) ? '.fifo' : '',
  });

const arnOf = (resource: Resource, place: Place): string => arnIn(place, 'sns', nameOf(resource, place));

export const snsTopic: Kind = {
  type: 'AWS::SNS::Topic',
  ref: arnOf,
  attribute(resource, name, place) {
    if (name === 'TopicArn') return arnOf(resource, place);
    return name === 'TopicName' ? nameOf(resource, place) : undefined;
  },
  async deploy(resource, call, place) {
    await call('sns', 'CreateTopic', {
      Name: nameOf(resource, place),
      ...(flag(resource.property('FifoTopic')) && { Attributes: { FifoTopic: 'true' } }),
    });
    for (const { Protocol, Endpoint } of list<Subscription>(resource, 'Subscription')) {
      await subscribe(call, { TopicArn: arnOf(resource, place), Protocol, Endpoint });
    }
  },
};
