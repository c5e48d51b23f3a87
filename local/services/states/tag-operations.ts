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
import { required } from './refusals.ts';

const mostTags = 50;

export function setTags(store: Store, arn: string, tags: readonly Tag[]): void {
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

/** @throws AwsError ResourceNotFound */
function tagged({ machines }: Parts, arn: string | undefined): string {
  const { machine } = readMachineArn(required(arn, 'resourceArn'));
  if (!machines.find(machine))
    throw new AwsError('ResourceNotFound', `Resource not found: '${machine}'`, 400, {
      resourceName: machine,
    });
  return machine;
}

function list(parts: Parts, input: ListTagsForResourceInput): ListTagsForResourceOutput {
  const rows = parts.context.store
    .sql('SELECT key, value FROM sfn_tag WHERE arn = ? ORDER BY key')
    .all(tagged(parts, input.resourceArn));
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
      for (const key of required(input.tagKeys, 'tagKeys'))
        store.sql('DELETE FROM sfn_tag WHERE arn = ? AND key = ?').run(arn, key);
      return {};
    }),
    ListTagsForResource: operation<ListTagsForResourceInput>(on('ListTagsForResource'), (input) =>
      list(parts, input),
    ),
  };
};
