import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { Table } from '../../domain/table.ts';
import { answer } from '../shared/api/answer.ts';
import { awsClient } from '../shared/aws.ts';
import { clockworkOf } from '../shared/clockwork.ts';
import { http } from '../shared/http/http.ts';
import { logger } from '../shared/log.ts';
import { configure } from '../shared/spec.ts';
import { routes } from './routes/index.ts';
import { spec } from './spec.ts';

const config = configure(spec);

export const handler = http(
  answer(routes, {
    table: new Table(awsClient(DynamoDBClient), config.table),
    clockwork: clockworkOf(config),
  }),
  logger(spec),
);
