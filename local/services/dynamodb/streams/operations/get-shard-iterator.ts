import { AwsError } from '../../../../aws-error.ts';
import { invalid, notFound } from '../../refusals.ts';
import type { Catalog } from '../../storage/catalog.ts';
import { iteratorText } from '../iterator.ts';
import { readSequence } from '../sequence-number.ts';
import type { Shard } from '../shard.ts';
import type { Stream } from '../stream.ts';

export interface GetShardIteratorInput {
  readonly StreamArn?: string;
  readonly ShardId?: string;
  readonly ShardIteratorType?: string;
  readonly SequenceNumber?: string;
}

/** What is asked for is older than a day. */
export const trimmedData = (): AwsError =>
  new AwsError('TrimmedDataAccessException', 'The data you are trying to access has been trimmed.');

export function getShardIterator(catalog: Catalog, input: GetShardIteratorInput): object {
  const stream = catalog.streams.find(input.StreamArn);
  if (!stream) throw notFound('Stream does not exist');
  const shard = stream.shard(input.ShardId);
  if (!shard) throw notFound('Shard does not exist');
  const next = positionOf(stream, shard, input);
  const madeAt = catalog.context.clock.now();
  return { ShardIterator: iteratorText({ streamArn: stream.state.arn, shardId: shard.id, next, madeAt }) };
}

/** The number of the record that is read first. @throws ValidationException, TrimmedDataAccessException */
function positionOf(
  stream: Stream,
  shard: Shard,
  { ShardIteratorType, SequenceNumber }: GetShardIteratorInput,
) {
  const wantsNumber =
    ShardIteratorType === 'AT_SEQUENCE_NUMBER' || ShardIteratorType === 'AFTER_SEQUENCE_NUMBER';
  if (SequenceNumber !== undefined && !wantsNumber)
    throw invalid(
      'One or more parameter values were invalid: SequenceNumber should not be passed for this iterator type',
    );
  switch (ShardIteratorType) {
    case 'TRIM_HORIZON':
      return Math.max(shard.starts, stream.trimmed) + 1;
    case 'LATEST':
      return (shard.ends ?? stream.last) + 1;
    case 'AT_SEQUENCE_NUMBER':
      return behind(stream, numberIn(stream, shard, SequenceNumber) - 1);
    case 'AFTER_SEQUENCE_NUMBER':
      return behind(stream, numberIn(stream, shard, SequenceNumber));
    default:
      throw invalid('Invalid ShardIteratorType.');
  }
}

/** @throws ValidationException for a number that is none of the shard's */
function numberIn(stream: Stream, { starts, ends }: Shard, text = ''): number {
  const number = readSequence(text);
  if (number === undefined || number < starts || number > (ends ?? stream.last))
    throw invalid('One or more parameter values were invalid: Invalid SequenceNumber');
  return number;
}

function behind({ trimmed }: Stream, number: number): number {
  if (number < trimmed) throw trimmedData();
  return number + 1;
}
