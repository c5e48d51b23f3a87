import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SQSClient } from '@aws-sdk/client-sqs';
import middy from '@middy/core';
import { Line } from '../../domain/line/line.ts';
import { Table } from '../../domain/table.ts';
import { awsClient } from '../shared/aws.ts';
import { clockworkOf } from '../shared/clockwork.ts';
import { logger } from '../shared/log.ts';
import { configure } from '../shared/spec.ts';
import { timetableOf } from '../shared/timetable.ts';
import { fireTimers } from './fire-timers.ts';
import { spec } from './spec.ts';

const config = configure(spec);
const table = new Table(awsClient(DynamoDBClient), config.table);

export const handler = middy<unknown, void>().handler(
  fireTimers(
    {
      table,
      line: new Line(awsClient(SQSClient), config.line),
      timetable: timetableOf(table, config),
      clockwork: clockworkOf(config),
    },
    logger(spec),
  ),
);
