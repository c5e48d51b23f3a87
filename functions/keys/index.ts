import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SSMClient } from '@aws-sdk/client-ssm';
import { ApiKeys } from '../../domain/keys/api-keys.ts';
import { Table } from '../../domain/table.ts';
import { answer } from '../shared/api/answer.ts';
import { awsClient } from '../shared/aws.ts';
import { http } from '../shared/http/http.ts';
import { Keyring } from '../shared/http/keyring.ts';
import { logger } from '../shared/log.ts';
import { configure } from '../shared/spec.ts';
import { routes } from './routes/index.ts';
import { spec } from './spec.ts';

const config = configure(spec);
const table = new Table(awsClient(DynamoDBClient), config.table);
const keyring = new Keyring(awsClient(SSMClient), config.keys, table);

export const handler = http(
  answer(routes, { table, apiKeys: new ApiKeys(table), owners: () => keyring.owners() }),
  logger(spec),
);
