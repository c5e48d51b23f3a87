import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SFNClient } from '@aws-sdk/client-sfn';
import middy from '@middy/core';
import { Table } from '../../domain/table.ts';
import { journeys } from '../../workflows/runtime.ts';
import { awsClient } from '../shared/aws.ts';
import { logger } from '../shared/log.ts';
import { configure } from '../shared/spec.ts';
import { closeRuns } from './close-runs.ts';
import { spec } from './spec.ts';

const config = configure(spec);

export const handler = middy<unknown, void>().handler(
  closeRuns(
    {
      table: new Table(awsClient(DynamoDBClient), config.table),
      sfn: awsClient(SFNClient),
      machines: journeys.map(({ id }) => `${config.journeys}${id}`),
    },
    logger(spec),
  ),
);
