import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SFNClient } from '@aws-sdk/client-sfn';
import centreFile from '#centre' with { type: 'json' };
import { parseCentre } from '../../domain/centre/centre.ts';
import { businessOf } from '../../domain/segments/business.ts';
import { SegmentCatalogue } from '../../domain/segments/catalogue.ts';
import { Table } from '../../domain/table.ts';
import { journeys } from '../../workflows/runtime.ts';
import { answer } from '../shared/api/answer.ts';
import { awsClient } from '../shared/aws.ts';
import { http } from '../shared/http/http.ts';
import { logger } from '../shared/log.ts';
import { configure } from '../shared/spec.ts';
import { Builds } from './builds.ts';
import { routes } from './routes/index.ts';
import { spec } from './spec.ts';

const config = configure(spec);
const table = new Table(awsClient(DynamoDBClient), config.table);
const centre = parseCentre(centreFile);
const business = businessOf(centre, journeys);

export const handler = http(
  answer(routes, {
    table,
    catalogue: new SegmentCatalogue(table, business),
    builds: new Builds(awsClient(SFNClient), config.segmentBuilds),
    business,
    timezone: centre.timezone,
  }),
  logger(spec),
);
