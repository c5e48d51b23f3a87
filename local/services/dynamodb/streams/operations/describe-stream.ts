import { keySchema } from '../../operations/describe.ts';
import { invalid, notFound } from '../../refusals.ts';
import type { Catalog } from '../../storage/catalog.ts';
import { limitOf } from '../limit.ts';
import { sequenceText } from '../sequence-number.ts';
import type { Shard } from '../shard.ts';

export interface DescribeStreamInput {
  readonly StreamArn?: string;
  readonly Limit?: number;
  readonly ExclusiveStartShardId?: string;
  /** The children of a shard alone. */
  readonly ShardFilter?: { readonly Type?: string; readonly ShardId?: string };
}

/** A stream and its shards, of which a page may end before the last. */
export function describeStream(catalog: Catalog, input: DescribeStreamInput): object {
  if (!input.StreamArn) throw invalid('Invalid StreamArn');
  const limit = limitOf(input.Limit, 100, 'Limit cannot be greater than the maximum: 100');
  const stream = catalog.streams.find(input.StreamArn);
  if (!stream) throw notFound(`Requested resource not found: Stream: ${input.StreamArn} not found`);
  const following = chosen(stream.shards(), input);
  const page = following.slice(0, limit);
  const more = following.length > page.length;
  const { state } = stream;
  return {
    StreamDescription: {
      StreamArn: state.arn,
      StreamLabel: state.label,
      StreamStatus: state.disabledAt === undefined ? 'ENABLED' : 'DISABLED',
      StreamViewType: state.viewType,
      CreationRequestDateTime: new Date(state.createdAt),
      TableName: state.table,
      KeySchema: keySchema(state.key),
      Shards: page.map(shown),
      ...(more && { LastEvaluatedShardId: page.at(-1)?.id }),
    },
  };
}

/** @throws ValidationException */
function chosen(
  shards: readonly Shard[],
  { ExclusiveStartShardId: start = '', ShardFilter: filter }: DescribeStreamInput,
): readonly Shard[] {
  if (filter && (filter.Type !== 'CHILD_SHARDS' || !filter.ShardId))
    throw invalid('Invalid ShardFilter: it wants the Type CHILD_SHARDS and a ShardId');
  return shards.filter(({ id, parent }) => id > start && (filter === undefined || parent === filter.ShardId));
}

const shown = ({ id, parent, starts, ends }: Shard): object => ({
  ShardId: id,
  SequenceNumberRange: {
    StartingSequenceNumber: sequenceText(starts),
    ...(ends !== undefined && { EndingSequenceNumber: sequenceText(ends) }),
  },
  ...(parent !== undefined && { ParentShardId: parent }),
});
