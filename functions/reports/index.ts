import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
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
const sfn = awsClient(SFNClient);

export const handler = http(
  answer(routes, {
    table: new Table(awsClient(DynamoDBClient), config.table),
    journeys,
    startRecount: async (recount) => {
      const input = JSON.stringify({ recount, round: 1 });
      const call = { stateMachineArn: config.reportRecounts, name: recount, input };
      await sfn.send(new StartExecutionCommand(call));
    },
    centre: parseCentre(centre),
  }),
  logger(spec),
);
