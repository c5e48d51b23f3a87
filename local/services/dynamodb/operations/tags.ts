import type {
  ListTagsOfResourceCommandInput,
  Tag,
  TagResourceCommandInput,
  UntagResourceCommandInput,
} from '@aws-sdk/client-dynamodb';
import { notFound } from '../refusals.ts';
import { type Catalog, nameFrom } from '../storage/catalog.ts';
import type { Table } from '../storage/table.ts';

export const readTags = (tags: readonly Tag[] = []): Readonly<Record<string, string>> =>
  Object.fromEntries(tags.map(({ Key = '', Value = '' }) => [Key, Value]));

/** @throws ResourceNotFoundException */
function byArn(catalog: Catalog, arn = ''): Table {
  const table = catalog.find(nameFrom(arn));
  if (table?.state.arn !== arn) throw notFound(`Requested resource not found: ResourcArn: ${arn} not found`);
  return table;
}

export function tagResource(catalog: Catalog, input: TagResourceCommandInput): object {
  const table = byArn(catalog, input.ResourceArn);
  catalog.change(table, { ...table.state, tags: { ...table.state.tags, ...readTags(input.Tags) } });
  return {};
}

export function untagResource(catalog: Catalog, input: UntagResourceCommandInput): object {
  const table = byArn(catalog, input.ResourceArn);
  const kept = Object.entries(table.state.tags).filter(([key]) => !input.TagKeys?.includes(key));
  catalog.change(table, { ...table.state, tags: Object.fromEntries(kept) });
  return {};
}

export const listTagsOfResource = (catalog: Catalog, input: ListTagsOfResourceCommandInput): object => ({
  Tags: Object.entries(byArn(catalog, input.ResourceArn).state.tags).map(([Key, Value]) => ({ Key, Value })),
});
