import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SQSClient } from '@aws-sdk/client-sqs';
import { SSMClient } from '@aws-sdk/client-ssm';
import { rules } from '../../domain/events/rules.ts';
import { Line } from '../../domain/line/line.ts';
import { Runs } from '../../domain/runs/runs.ts';
import { Table } from '../../domain/table.ts';
import { journeys } from '../../workflows/runtime.ts';
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

export const handler = http(
  answer(
    routes,
    {
      table,
      runs: new Runs(table),
      line: new Line(awsClient(SQSClient), config.line),
      recording: { journeys, arnPrefix: config.journeys, rules },
    },
    new Keyring(awsClient(SSMClient), config.keys),
  ),
  logger(spec),
);
