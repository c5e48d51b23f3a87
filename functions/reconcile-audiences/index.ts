import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SQSClient } from '@aws-sdk/client-sqs';
import { SSMClient } from '@aws-sdk/client-ssm';
import middy from '@middy/core';
import { AudienceQueue } from '../../domain/audiences/audience-queue.ts';
import { Connections } from '../../domain/audiences/connections.ts';
import { Table } from '../../domain/table.ts';
import { audiences } from '../../workflows/audiences.ts';
import { awsClient } from '../shared/aws.ts';
import { logger } from '../shared/log.ts';
import { configure } from '../shared/spec.ts';
import { reconcileAudiences } from './reconcile-audiences.ts';
import { spec } from './spec.ts';

const config = configure(spec);

export const handler = middy<unknown, void>().handler(
  reconcileAudiences({
    table: new Table(awsClient(DynamoDBClient), config.table),
    connections: new Connections(awsClient(SSMClient), config.adNetworks),
    queue: new AudienceQueue(awsClient(SQSClient), config.audiences),
    audiences: Object.keys(audiences),
    log: logger(spec),
  }),
);
