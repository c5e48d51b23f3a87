import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SQSClient } from '@aws-sdk/client-sqs';
import { SSMClient } from '@aws-sdk/client-ssm';
import middy from '@middy/core';
import type { SNSEvent } from 'aws-lambda';
import { Line } from '../../domain/line/line.ts';
import { Table } from '../../domain/table.ts';
import { SigningKey } from '../../domain/tokens/signing-key.ts';
import { awsClient } from '../shared/aws.ts';
import { logger } from '../shared/log.ts';
import { configure } from '../shared/spec.ts';
import { feedback } from './feedback.ts';
import { spec } from './spec.ts';

const config = configure(spec);
const signingKey = new SigningKey(awsClient(SSMClient), config.signingKey);

export const handler = middy<SNSEvent, void>().handler(
  feedback(
    {
      table: new Table(awsClient(DynamoDBClient), config.table),
      line: new Line(awsClient(SQSClient), config.line),
      signingKey: (now) => signingKey.read(now),
    },
    logger(spec),
  ),
);
