import { AwsError } from '../../aws-error.ts';
import type { Permission } from '../../service.ts';
import type { Topic, TopicStore } from './topic-store.ts';

export const invalidParameter = (what: string) =>
  new AwsError('InvalidParameterException', `Invalid parameter: ${what}`);

/** The topic, or `NotFoundException`. */
export function topicOf(topics: TopicStore, arn: string | undefined): Topic {
  const topic = topics.topic(arn ?? '');
  if (!topic) throw new AwsError('NotFoundException', 'Topic does not exist', 404);
  return topic;
}

/** Permission for an action on the ARN that a call names. */
export const allow = (action: string, arn: string | undefined): readonly Permission[] => [
  { action: `sns:${action}`, resource: arn ?? '*' },
];
