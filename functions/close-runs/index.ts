import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SFNClient } from '@aws-sdk/client-sfn';
import { SQSClient } from '@aws-sdk/client-sqs';
import middy from '@middy/core';
import { AudienceQueue } from '../../domain/audiences/audience-queue.ts';
import { Line } from '../../domain/line/line.ts';
import { Table } from '../../domain/table.ts';
import { audiences } from '../../workflows/audiences.ts';
import { journeys } from '../../workflows/runtime.ts';
import { awsClient } from '../shared/aws.ts';
import { logger } from '../shared/log.ts';
import { configure } from '../shared/spec.ts';
import { closeRuns } from './close-runs.ts';
import { spec } from './spec.ts';

const config = configure(spec);
const sqs = awsClient(SQSClient);

export const handler = middy<unknown, void>().handler(
  closeRuns(
    {
      table: new Table(awsClient(DynamoDBClient), config.table),
      sfn: awsClient(SFNClient),
      audienceQueue: new AudienceQueue(sqs, config.audiences),
      audiences: Object.keys(audiences),
      journeys,
      line: new Line(sqs, config.line),
      machines: journeys.map(({ id }) => `${config.journeys}${id}`),
    },
    logger(spec),
  ),
);
