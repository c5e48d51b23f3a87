import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import middy from '@middy/core';
import centre from '#centre' with { type: 'json' };
import { parseCentre } from '../../domain/centre/centre.ts';
import { usualLookBackDays } from '../../domain/reports/attribution/outcome-of.ts';
import { Table } from '../../domain/table.ts';
import { awsClient } from '../shared/aws.ts';
import { logger } from '../shared/log.ts';
import { configure } from '../shared/spec.ts';
import { recountReports } from './recount-reports.ts';
import { spec } from './spec.ts';

const config = configure(spec);
const business = parseCentre(centre);

export const handler = middy<unknown, object>().handler(
  recountReports(
    {
      table: new Table(awsClient(DynamoDBClient), config.table),
      zone: business.timezone,
      lookBackDays: business.attribution?.lookBackDays ?? usualLookBackDays,
    },
    logger(spec),
  ),
);
