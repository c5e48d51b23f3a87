import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SQSClient } from '@aws-sdk/client-sqs';
import { SSMClient } from '@aws-sdk/client-ssm';
import { KeptParameter } from '../../domain/kept-parameter.ts';
import { Line } from '../../domain/line/line.ts';
import { Table } from '../../domain/table.ts';
import { awsClient } from '../shared/aws.ts';
import { http } from '../shared/http/http.ts';
import { logger } from '../shared/log.ts';
import { configure } from '../shared/spec.ts';
import { pageWebhook } from './page-webhook.ts';
import { secretsSchema } from './secrets.ts';
import { spec } from './spec.ts';

const config = configure(spec);
const log = logger(spec);
const secrets = new KeptParameter(awsClient(SSMClient), config.secrets, secretsSchema);

export const handler = http(
  pageWebhook(
    {
      table: new Table(awsClient(DynamoDBClient), config.table),
      line: new Line(awsClient(SQSClient), config.line),
      secrets: (now) => secrets.read(now),
    },
    log,
  ),
  log,
);
