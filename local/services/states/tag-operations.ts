import type {
  ListTagsForResourceInput,
  ListTagsForResourceOutput,
  Tag,
  TagResourceInput,
  UntagResourceInput,
} from '@aws-sdk/client-sfn';
import { AwsError } from '../../aws-error.ts';
import type { Store } from '../../store.ts';
import { type Operation, operation } from '../operation.ts';
import { readMachineArn } from './names.ts';
import { type Parts, permission } from './parts.ts';
import { required, resourceNotFound } from './refusals.ts';

const mostTags = 50;

/** @throws AwsError TooManyTags; AccessDeniedException for AWS's own tags */
export function setTags(store: Store, arn: string, tags: readonly Tag[]): void {
  checkOwner(tags.map(({ key = '' }) => key));
  for (const { key = '', value = '' } of tags)
    store
      .sql(
        'INSERT INTO sfn_tag (arn, key, value) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET value = excluded.value',
      )
      .run(arn, key, value);
  const row = store.sql('SELECT count(*) AS count FROM sfn_tag WHERE arn = ?').get(arn);
  if (Number(row?.count) > mostTags)
    throw new AwsError('TooManyTags', `Too Many Tags: '${arn}'`, 400, { resourceName: arn });
}

function checkOwner(keys: readonly string[]): void {
  if (keys.some((key) => key.startsWith('aws:')))
    throw new AwsError(
      'AccessDeniedException',
      'Caller is an end user and not allowed to mutate system tags',
    );
}

/** The machine to be tagged; versions and aliases carry no tags. @throws AwsError InvalidArn, ResourceNotFound */
function tagged({ machines }: Parts, given: string | undefined): string {
  const arn = required(given, 'resourceArn');
  const { machine } = readMachineArn(arn);
  if (machine !== arn || !machines.find(machine)) throw resourceNotFound(arn);
  return machine;
}

function list({ context, machines }: Parts, input: ListTagsForResourceInput): ListTagsForResourceOutput {
  const arn = required(input.resourceArn, 'resourceArn');
  if (!machines.find(readMachineArn(arn).machine)) throw resourceNotFound(arn);
  const rows = context.store.sql('SELECT key, value FROM sfn_tag WHERE arn = ? ORDER BY key').all(arn);
  return { tags: rows.map(({ key, value }) => ({ key: String(key), value: String(value) })) };
}

export const tagOperations = (parts: Parts): Readonly<Record<string, Operation>> => {
  const { store } = parts.context;
  const on = (name: string) => (input: { resourceArn: string | undefined }) =>
    permission(name, input.resourceArn ?? '*');
  return {
    TagResource: operation<TagResourceInput>(on('TagResource'), (input) => {
      const arn = tagged(parts, input.resourceArn);
      store.transaction(() => setTags(store, arn, required(input.tags, 'tags')));
      return {};
    }),
    UntagResource: operation<UntagResourceInput>(on('UntagResource'), (input) => {
      const arn = tagged(parts, input.resourceArn);
      checkOwner(required(input.tagKeys, 'tagKeys'));
      for (const key of required(input.tagKeys, 'tagKeys'))
        store.sql('DELETE FROM sfn_tag WHERE arn = ? AND key = ?').run(arn, key);
      return {};
    }),
    ListTagsForResource: operation<ListTagsForResourceInput>(on('ListTagsForResource'), (input) =>
      list(parts, input),
    ),
  };
};
