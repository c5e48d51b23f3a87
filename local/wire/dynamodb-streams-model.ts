import { AttributeValue$, KeySchemaElement$ } from '@aws-sdk/client-dynamodb';
import { moment, shapesOf, text, whole } from './shapes-by-hand.ts';

const { structure, list, map, operation } = shapesOf('com.amazonaws.dynamodb');

/** DynamoDB Streams is not among the clients that the product uses; these are all of its operations. */

const image = map('AttributeMap', () => AttributeValue$);
const keySchema = list('KeySchema', () => KeySchemaElement$);
const change = structure('StreamRecord', {
  ApproximateCreationDateTime: moment,
  Keys: () => image,
  NewImage: () => image,
  OldImage: () => image,
  SequenceNumber: text,
  SizeBytes: whole,
  StreamViewType: text,
});
const identity = structure('Identity', { PrincipalId: text, Type: text });
const record = structure('Record', {
  eventID: text,
  eventName: text,
  eventVersion: text,
  eventSource: text,
  awsRegion: text,
  dynamodb: () => change,
  userIdentity: () => identity,
});
const records = list('RecordList', () => record);
const range = structure('SequenceNumberRange', { StartingSequenceNumber: text, EndingSequenceNumber: text });
const shard = structure('Shard', { ShardId: text, SequenceNumberRange: () => range, ParentShardId: text });
const shards = list('ShardDescriptionList', () => shard);
const description = structure('StreamDescription', {
  StreamArn: text,
  StreamLabel: text,
  StreamStatus: text,
  StreamViewType: text,
  CreationRequestDateTime: moment,
  TableName: text,
  KeySchema: () => keySchema,
  Shards: () => shards,
  LastEvaluatedShardId: text,
});
const shardFilter = structure('ShardFilter', { Type: text, ShardId: text });
const stream = structure('Stream', { StreamArn: text, TableName: text, StreamLabel: text });
const streams = list('StreamList', () => stream);

export const ListStreams$ = operation(
  'ListStreams',
  structure('ListStreamsInput', { TableName: text, Limit: whole, ExclusiveStartStreamArn: text }),
  structure('ListStreamsOutput', { Streams: () => streams, LastEvaluatedStreamArn: text }),
);

export const DescribeStream$ = operation(
  'DescribeStream',
  structure(
    'DescribeStreamInput',
    { StreamArn: text, Limit: whole, ExclusiveStartShardId: text, ShardFilter: () => shardFilter },
    1,
  ),
  structure('DescribeStreamOutput', { StreamDescription: () => description }),
);

export const GetShardIterator$ = operation(
  'GetShardIterator',
  structure(
    'GetShardIteratorInput',
    { StreamArn: text, ShardId: text, ShardIteratorType: text, SequenceNumber: text },
    3,
  ),
  structure('GetShardIteratorOutput', { ShardIterator: text }),
);

export const GetRecords$ = operation(
  'GetRecords',
  structure('GetRecordsInput', { ShardIterator: text, Limit: whole }, 1),
  structure('GetRecordsOutput', { Records: () => records, NextShardIterator: text }),
);
