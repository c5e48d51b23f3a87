import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SQSClient } from '@aws-sdk/client-sqs';
import middy from '@middy/core';
import type { SNSEvent } from 'aws-lambda';
import { Line } from '../../domain/line/line.ts';
import { Table } from '../../domain/table.ts';
import { awsClient } from '../shared/aws.ts';
import { logger } from '../shared/log.ts';
import { configure } from '../shared/spec.ts';
import { feedback } from './feedback.ts';
import { spec } from './spec.ts';

const config = configure(spec);

export const handler = middy<SNSEvent, void>().handler(
  feedback(
    {
      table: new Table(awsClient(DynamoDBClient), config.table),
      line: new Line(awsClient(SQSClient), config.line),
    },
    logger(spec),
  ),
);
