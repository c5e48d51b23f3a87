import type {
  CreateQueueCommandInput,
  DeleteQueueCommandInput,
  GetQueueAttributesCommandInput,
  GetQueueUrlCommandInput,
  ListQueuesCommandInput,
  ListQueueTagsCommandInput,
  PurgeQueueCommandInput,
  SetQueueAttributesCommandInput,
  TagQueueCommandInput,
  UntagQueueCommandInput,
} from '@aws-sdk/client-sqs';
import type { ServiceContext } from '../../service.ts';
import { type Operation, operation } from '../operation.ts';
import { nameOf, type QueueAccount } from './account.ts';
import { checkNames, type QueueAttributes } from './attributes.ts';
import { missingParameter, within } from './errors.ts';
import type { Queue } from './queue.ts';

/** Making, reading, changing and removing queues. */
export function queueOperations(
  account: QueueAccount,
  context: ServiceContext,
  origin: string,
): Record<string, Operation> {
  const on = (action: string, name: string) => [{ action: `sqs:${action}`, resource: account.arnOf(name) }];
  const onUrl = (action: string) => (input: { QueueUrl: string | undefined }) =>
    on(action, nameOf(input.QueueUrl));
  const request = () => {
    context.usage.sqsRequests += 1;
  };
  const urlOf = (queue: Queue) => `${origin}/${context.accountId}/${queue.row.name}`;

  return {
    CreateQueue: operation<CreateQueueCommandInput>(
      (input) => on('CreateQueue', input.QueueName ?? ''),
      (input) => {
        request();
        if (!input.QueueName) throw missingParameter('QueueName');
        return { QueueUrl: urlOf(account.create(input.QueueName, input.Attributes ?? {}, input.tags ?? {})) };
      },
    ),
    GetQueueUrl: operation<GetQueueUrlCommandInput>(
      (input) => on('GetQueueUrl', input.QueueName ?? ''),
      (input) => {
        request();
        return { QueueUrl: urlOf(account.byName(input.QueueName)) };
      },
    ),
    ListQueues: operation<ListQueuesCommandInput>(
      () => on('ListQueues', '*'),
      (input) => {
        request();
        within(input.MaxResults, 'MaxResults', 1, 1000);
        const all = account.list().filter(({ row }) => row.name.startsWith(input.QueueNamePrefix ?? ''));
        const from = all.findIndex(({ row }) => row.name > (input.NextToken ?? ''));
        const page = from < 0 ? [] : all.slice(from, from + (input.MaxResults ?? 1000));
        const more = page.length > 0 && page.at(-1) !== all.at(-1) && input.MaxResults !== undefined;
        return { QueueUrls: page.map(urlOf), ...(more && { NextToken: page.at(-1)?.row.name }) };
      },
    ),
    GetQueueAttributes: operation<GetQueueAttributesCommandInput>(onUrl('GetQueueAttributes'), (input) => {
      request();
      const all = attributesOf(account.byUrl(input.QueueUrl));
      const names = input.AttributeNames ?? [];
      checkNames(names);
      if (names.includes('All')) return { Attributes: all };
      const known = names.filter((name) => all[name] !== undefined);
      return known.length === 0
        ? {}
        : { Attributes: Object.fromEntries(known.map((name) => [name, all[name]])) };
    }),
    SetQueueAttributes: operation<SetQueueAttributesCommandInput>(onUrl('SetQueueAttributes'), (input) => {
      request();
      account.change(account.byUrl(input.QueueUrl), input.Attributes ?? {});
      return {};
    }),
    DeleteQueue: operation<DeleteQueueCommandInput>(onUrl('DeleteQueue'), (input) => {
      request();
      account.delete(account.byUrl(input.QueueUrl));
      return {};
    }),
    PurgeQueue: operation<PurgeQueueCommandInput>(onUrl('PurgeQueue'), (input) => {
      request();
      account.purge(account.byUrl(input.QueueUrl));
      return {};
    }),
    TagQueue: operation<TagQueueCommandInput>(onUrl('TagQueue'), (input) => {
      request();
      const queue = account.byUrl(input.QueueUrl);
      queue.change({ ...queue.row, tags: { ...queue.row.tags, ...input.Tags } });
      return {};
    }),
    UntagQueue: operation<UntagQueueCommandInput>(onUrl('UntagQueue'), (input) => {
      request();
      const queue = account.byUrl(input.QueueUrl);
      const tags = Object.entries(queue.row.tags).filter(([key]) => !input.TagKeys?.includes(key));
      queue.change({ ...queue.row, tags: Object.fromEntries(tags) });
      return {};
    }),
    ListQueueTags: operation<ListQueueTagsCommandInput>(onUrl('ListQueueTags'), (input) => {
      request();
      return { Tags: account.byUrl(input.QueueUrl).row.tags };
    }),
  };
}

/** Everything that `GetQueueAttributes` can tell. Counts are exact here, approximate on AWS. */
function attributesOf(queue: Queue): QueueAttributes {
  const { ready, inFlight, delayed } = queue.counts();
  return {
    QueueArn: queue.arn,
    ApproximateNumberOfMessages: String(ready),
    ApproximateNumberOfMessagesNotVisible: String(inFlight),
    ApproximateNumberOfMessagesDelayed: String(delayed),
    CreatedTimestamp: String(Math.floor(queue.row.createdAt / 1000)),
    LastModifiedTimestamp: String(Math.floor(queue.row.modifiedAt / 1000)),
    ...queue.row.attributes,
  };
}
