import { type Catalog, nameFrom } from '../../storage/catalog.ts';
import { limitOf } from '../limit.ts';

export interface ListStreamsInput {
  readonly TableName?: string;
  readonly Limit?: number;
  readonly ExclusiveStartStreamArn?: string;
}

export function listStreams(catalog: Catalog, input: ListStreamsInput): object {
  const limit = limitOf(input.Limit, 100, 'Limit cannot be greater than the maximum allowed size: 100');
  const { TableName, ExclusiveStartStreamArn: start = '' } = input;
  const following = catalog.streams
    .list()
    .map(({ state }) => state)
    .filter(({ table, arn }) => arn > start && (TableName === undefined || table === nameFrom(TableName)));
  const page = following.slice(0, limit);
  const more = following.length > page.length;
  return {
    Streams: page.map(({ arn, table, label }) => ({ StreamArn: arn, TableName: table, StreamLabel: label })),
    ...(more && { LastEvaluatedStreamArn: page.at(-1)?.arn }),
  };
}
