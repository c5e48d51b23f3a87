import type {
  ListTagsForResourceCommandInput,
  Tag,
  TagResourceCommandInput,
  UntagResourceCommandInput,
} from '@aws-sdk/client-sns';
import { AwsError } from '../../aws-error.ts';
import { type Operation, operation } from '../operation.ts';
import { allow } from './errors.ts';
import type { Topic, TopicStore } from './topic-store.ts';

const MOST_TAGS = 50;

/** Tags by key, the later of two with one key. Throws `TagLimitExceededException`. */
export function tagsOf(given: readonly Tag[], existing: Topic['tags'] = {}): Record<string, string> {
  const tags = { ...existing, ...Object.fromEntries(given.map(({ Key = '', Value = '' }) => [Key, Value])) };
  if (Object.keys(tags).length > MOST_TAGS)
    throw new AwsError(
      'TagLimitExceededException',
      'Could not complete request: tag quota of per resource exceeded',
    );
  return tags;
}

export function tagOperations(topics: TopicStore): Record<string, Operation> {
  const find = (arn: string | undefined): Topic => {
    const topic = topics.topic(arn ?? '');
    if (!topic) throw new AwsError('ResourceNotFoundException', 'Resource does not exist', 404);
    return topic;
  };
  return {
    TagResource: operation<TagResourceCommandInput>(
      (input) => allow('TagResource', input.ResourceArn),
      (input) => {
        const topic = find(input.ResourceArn);
        topics.putTopic({ ...topic, tags: tagsOf(input.Tags ?? [], topic.tags) });
        return {};
      },
    ),
    UntagResource: operation<UntagResourceCommandInput>(
      (input) => allow('UntagResource', input.ResourceArn),
      (input) => {
        const topic = find(input.ResourceArn);
        const left = Object.entries(topic.tags ?? {}).filter(([key]) => !input.TagKeys?.includes(key));
        topics.putTopic({ ...topic, tags: Object.fromEntries(left) });
        return {};
      },
    ),
    ListTagsForResource: operation<ListTagsForResourceCommandInput>(
      (input) => allow('ListTagsForResource', input.ResourceArn),
      (input) => {
        const tags = Object.entries(find(input.ResourceArn).tags ?? {});
        return { Tags: tags.map(([Key, Value]) => ({ Key, Value })) };
      },
    ),
  };
}
