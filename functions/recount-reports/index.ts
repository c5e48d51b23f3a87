import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import middy from '@middy/core';
import * as z from 'zod/mini';
import centre from '#centre' with { type: 'json' };
import { parseCentre } from '../../domain/centre/centre.ts';
import { recount } from '../../domain/reports/recount.ts';
import { Recounts } from '../../domain/reports/recounts.ts';
import { Table } from '../../domain/table.ts';
import { awsClient } from '../shared/aws.ts';
import { logger } from '../shared/log.ts';
import { configure } from '../shared/spec.ts';
import { spec } from './spec.ts';

const config = configure(spec);
const log = logger(spec);
const table = new Table(awsClient(DynamoDBClient), config.table);
const { timezone } = parseCentre(centre);

const call = z.object({ begunAt: z.string() });

export const handler = middy<unknown, void>().handler(async (event) => {
  const { begunAt } = call.parse(event);
  const found = await recount(table, timezone);
  await new Recounts(table).end(begunAt, found, new Date());
  const { examples: _, ...figures } = found;
  if (found.differences > 0) log.warn('reports differ from a recount', figures);
  else log.info('reports agree with a recount', figures);
});
