import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SQSClient } from '@aws-sdk/client-sqs';
import { SSMClient } from '@aws-sdk/client-ssm';
import middy from '@middy/core';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { AudienceQueue } from '../../domain/audiences/audience-queue.ts';
import { Connections } from '../../domain/audiences/connections.ts';
import { Line } from '../../domain/line/line.ts';
import { Table } from '../../domain/table.ts';
import { awsClient } from '../shared/aws.ts';
import { logger } from '../shared/log.ts';
import { configure } from '../shared/spec.ts';
import { spec } from './spec.ts';
import { syncAudience } from './sync-audience.ts';

const config = configure(spec);
const sqs = awsClient(SQSClient);

export const handler = middy<SQSEvent, SQSBatchResponse>().handler(
  syncAudience({
    table: new Table(awsClient(DynamoDBClient), config.table),
    connections: new Connections(awsClient(SSMClient), config.adNetworks),
    queue: new AudienceQueue(sqs, config.audiences),
    line: new Line(sqs, config.line),
    log: logger(spec),
  }),
);
