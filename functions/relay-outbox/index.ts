import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SQSClient } from '@aws-sdk/client-sqs';
import middy from '@middy/core';
import { Line } from '../../domain/line/line.ts';
import { Outbox } from '../../domain/line/outbox.ts';
import { Table } from '../../domain/table.ts';
import { awsClient } from '../shared/aws.ts';
import { logger } from '../shared/log.ts';
import { configure } from '../shared/spec.ts';
import { spec } from './spec.ts';

const config = configure(spec);
const log = logger(spec);
const table = new Table(awsClient(DynamoDBClient), config.table);
const outbox = new Outbox(table, new Line(awsClient(SQSClient), config.line));

/** Nearly always there is nothing: one query. */
export const handler = middy<unknown, void>().handler(async () => {
  const messages = await outbox.relay();
  if (messages > 0) log.warn('relayed', { messages });
});
