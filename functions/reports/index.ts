import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import centre from '#centre' with { type: 'json' };
import { parseCentre } from '../../domain/centre/centre.ts';
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
const lambda = awsClient(LambdaClient);

export const handler = http(
  answer(routes, {
    table: new Table(awsClient(DynamoDBClient), config.table),
    journeys,
    startRecount: async (begunAt) => {
      const Payload = Buffer.from(JSON.stringify({ begunAt }));
      const call = { FunctionName: config.recountReports, InvocationType: 'Event', Payload } as const;
      await lambda.send(new InvokeCommand(call));
    },
    centre: parseCentre(centre),
  }),
  logger(spec),
);
