import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SQSClient } from '@aws-sdk/client-sqs';
import middy from '@middy/core';
import centre from '#centre' with { type: 'json' };
import { parseCentre } from '../../domain/centre/centre.ts';
import { Line } from '../../domain/line/line.ts';
import { Table } from '../../domain/table.ts';
import { awsClient } from '../shared/aws.ts';
import { logger } from '../shared/log.ts';
import { configure } from '../shared/spec.ts';
import { timetableOf } from '../shared/timetable.ts';
import { type Progress, runSchedule, type Slice } from './run-schedule.ts';
import { spec } from './spec.ts';

const config = configure(spec);
const table = new Table(awsClient(DynamoDBClient), config.table);

export const handler = middy<Slice, Progress>().handler(
  runSchedule(
    {
      table,
      line: new Line(awsClient(SQSClient), config.line),
      timetable: timetableOf(table, config),
      timezone: parseCentre(centre).timezone,
    },
    logger(spec),
  ),
);
