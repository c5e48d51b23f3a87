import type { Permission, Service } from '../../../service.ts';
import { type Operation, operation, serviceOf } from '../../operation.ts';
import { notFound } from '../refusals.ts';
import type { Catalog } from '../storage/catalog.ts';
import { type DescribeStreamInput, describeStream } from './operations/describe-stream.ts';
import { type GetRecordsInput, getRecords } from './operations/get-records.ts';
import { type GetShardIteratorInput, getShardIterator } from './operations/get-shard-iterator.ts';
import { type ListStreamsInput, listStreams } from './operations/list-streams.ts';
import { sequenceText } from './sequence-number.ts';

/** What observers of a stream are told at once: behind which record everything is still to come. */
export interface Observation {
  readonly newest: { readonly shardId: string; readonly sequenceNumber: string };
  /** Ends it. */
  readonly end: () => void;
}

/**
 * DynamoDB Streams: what became of a table's items within the last day. Besides the operations of AWS it knows
 * `ObserveStream`, which takes `{streamArn, notify}` and answers an `Observation`: the event source mappings' way to be told of
 * records, where AWS polls.
 */
export function dynamodbStreams(catalog: Catalog): Service {
  const on = <I>(
    needs: (input: I) => readonly Permission[],
    run: (catalog: Catalog, input: I) => object,
  ): Operation => operation<I>(needs, (input) => run(catalog, input));
  return serviceOf('dynamodbstreams', {
    ListStreams: on<ListStreamsInput>(() => [{ action: 'dynamodb:ListStreams', resource: '*' }], listStreams),
    DescribeStream: on<DescribeStreamInput>(onStream('DescribeStream'), describeStream),
    GetShardIterator: on<GetShardIteratorInput>(onStream('GetShardIterator'), getShardIterator),
    GetRecords: on<GetRecordsInput>(
      ({ ShardIterator = '' }) => onStream('GetRecords')({ StreamArn: ShardIterator.split('|')[0] }),
      getRecords,
    ),
    ObserveStream: on<{ readonly streamArn: string; readonly notify: () => void }>(() => [], observeStream),
  });
}

const onStream =
  (action: string) =>
  ({ StreamArn = '' }: { readonly StreamArn?: string | undefined }): readonly Permission[] => [
    { action: `dynamodb:${action}`, resource: StreamArn },
  ];

function observeStream(
  catalog: Catalog,
  { streamArn, notify }: { readonly streamArn: string; readonly notify: () => void },
): Observation {
  const stream = catalog.streams.find(streamArn);
  const shard = stream?.shards().at(-1);
  if (!stream || !shard) throw notFound(`Requested resource not found: Stream: ${streamArn} not found`);
  return {
    newest: { shardId: shard.id, sequenceNumber: sequenceText(stream.last) },
    end: stream.observe(notify),
  };
}
