import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SQSClient } from '@aws-sdk/client-sqs';
import { SSMClient } from '@aws-sdk/client-ssm';
import centre from '#centre' with { type: 'json' };
import { parseCentre } from '../../domain/centre/centre.ts';
import { Suppressions } from '../../domain/consent/suppressions.ts';
import { rules } from '../../domain/events/rules.ts';
import { upkeepsOver } from '../../domain/events/upkeeps.ts';
import { Line } from '../../domain/line/line.ts';
import { Runs } from '../../domain/runs/runs.ts';
import { Table } from '../../domain/table.ts';
import { SigningKey } from '../../domain/tokens/signing-key.ts';
import { journeys } from '../../workflows/journeys/index.ts';
import { answer } from '../shared/api/answer.ts';
import { awsClient } from '../shared/aws.ts';
import { http } from '../shared/http/http.ts';
import { logger } from '../shared/log.ts';
import { configure } from '../shared/spec.ts';
import { document, documentRoute } from './document.ts';
import { routes } from './routes/index.ts';
import { spec } from './spec.ts';

const config = configure(spec);
const signingKey = new SigningKey(awsClient(SSMClient), config.signingKey);
const table = new Table(awsClient(DynamoDBClient), config.table);

const answers = answer(routes, {
  table,
  runs: new Runs(table),
  line: new Line(awsClient(SQSClient), config.line),
  journeys,
  recording: { journeys, arnPrefix: config.journeys, rules, upkeeps: upkeepsOver(table) },
  suppressions: async (now) => new Suppressions(table, await signingKey.read(now)),
  centre: parseCentre(centre),
});

export const handler = http(
  async (request) => (request.routeKey === documentRoute ? document(config.publicUrl) : answers(request)),
  logger(spec),
);
