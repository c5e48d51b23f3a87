import { AwsError } from '../../../../aws-error.ts';
import { notFound } from '../../refusals.ts';
import type { Catalog } from '../../storage/catalog.ts';
import { isExpired, iteratorText, readIterator } from '../iterator.ts';
import { limitOf } from '../limit.ts';
import { readSequence } from '../sequence-number.ts';
import { trimmedData } from './get-shard-iterator.ts';

export interface GetRecordsInput {
  readonly ShardIterator?: string;
  readonly Limit?: number;
}

/** A page of a shard's records; without `NextShardIterator` the shard is closed and read to its end. */
export function getRecords(catalog: Catalog, input: GetRecordsInput): object {
  const limit = limitOf(input.Limit, 1000, 'Limit should be less than or equal to 1000');
  const place = readIterator(input.ShardIterator);
  const now = catalog.context.clock.now();
  if (isExpired(place, now)) throw new AwsError('ExpiredIteratorException', 'Shard iterator has expired');
  const stream = catalog.streams.find(place.streamArn);
  if (!stream) throw notFound(`Requested resource not found: Stream: ${place.streamArn} not found`);
  const shard = stream.shard(place.shardId);
  if (!shard) throw notFound('Shard does not exist');
  if (place.next <= stream.trimmed) throw trimmedData();
  const records = stream.read(shard, place.next, limit);
  const newest = readSequence(records.at(-1)?.dynamodb.SequenceNumber ?? '');
  const next = newest === undefined ? place.next : newest + 1;
  const isRead = shard.ends !== undefined && next > shard.ends;
  return {
    Records: records,
    ...(!isRead && { NextShardIterator: iteratorText({ ...place, next, madeAt: now }) }),
  };
}
