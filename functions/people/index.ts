import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { SQSClient } from '@aws-sdk/client-sqs';
import { rules } from '../../domain/events/rules.ts';
import { upkeepsOver } from '../../domain/events/upkeeps.ts';
import { Line } from '../../domain/line/line.ts';
import { Runs } from '../../domain/runs/runs.ts';
import { Table } from '../../domain/table.ts';
import { journeys } from '../../workflows/runtime.ts';
import { answer } from '../shared/api/answer.ts';
import { awsClient } from '../shared/aws.ts';
import { http } from '../shared/http/http.ts';
import { logger } from '../shared/log.ts';
import { configure } from '../shared/spec.ts';
import { routes } from './routes/index.ts';
import { spec } from './spec.ts';

const config = configure(spec);
const log = logger(spec);
const lambda = awsClient(LambdaClient);
const table = new Table(awsClient(DynamoDBClient), config.table);

export const handler = http(
  answer(routes, {
    table,
    runs: new Runs(table),
    line: new Line(awsClient(SQSClient), config.line),
    recording: { journeys, arnPrefix: config.journeys, rules, upkeeps: upkeepsOver(table) },
    finishErasure: async (erasure) => {
      try {
        await lambda.send(
          new InvokeCommand({
            FunctionName: config.erasePeople,
            InvocationType: 'Event',
            Payload: JSON.stringify({ erasure }),
          }),
        );
      } catch (error) {
        log.warn('the erasure goes on with the hour', { erasure, error: error as Error });
      }
    },
  }),
  log,
);
