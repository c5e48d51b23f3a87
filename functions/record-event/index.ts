import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SFNClient } from '@aws-sdk/client-sfn';
import { SQSClient } from '@aws-sdk/client-sqs';
import middy from '@middy/core';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { Table } from '../../domain/table.ts';
import { journeys } from '../../workflows/runtime.ts';
import { awsClient } from '../shared/aws.ts';
import { logger } from '../shared/log.ts';
import { configure } from '../shared/spec.ts';
import { recordEvents } from './record-event.ts';
import { spec } from './spec.ts';

const config = configure(spec);

export const handler = middy<SQSEvent, SQSBatchResponse>().handler(
  recordEvents({
    table: new Table(awsClient(DynamoDBClient), config.table),
    sfn: awsClient(SFNClient),
    sqs: awsClient(SQSClient),
    deadLettersUrl: config.deadLetters,
    journeys,
    arnPrefix: config.journeys,
    log: logger(spec),
  }),
);
