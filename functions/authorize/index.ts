import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SSMClient } from '@aws-sdk/client-ssm';
import middy from '@middy/core';
import { Permits } from '../../domain/keys/permits.ts';
import { Table } from '../../domain/table.ts';
import { awsClient } from '../shared/aws.ts';
import type { HttpRequest } from '../shared/http/http.ts';
import { Keyring } from '../shared/http/keyring.ts';
import { logger } from '../shared/log.ts';
import { configure } from '../shared/spec.ts';
import { authorize } from './authorize.ts';
import { spec } from './spec.ts';

const config = configure(spec);
const table = new Table(awsClient(DynamoDBClient), config.table);
const outside = {
  keyring: new Keyring(awsClient(SSMClient), config.keys, table),
  permits: new Permits(table),
  log: logger(spec),
};

export const handler = middy<Pick<HttpRequest, 'headers'>>().handler((request) =>
  authorize(request, outside, new Date()),
);
