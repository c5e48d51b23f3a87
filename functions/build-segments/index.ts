import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SQSClient } from '@aws-sdk/client-sqs';
import middy from '@middy/core';
import centreFile from '#centre' with { type: 'json' };
import { parseCentre } from '../../domain/centre/centre.ts';
import { Line } from '../../domain/line/line.ts';
import { businessOf } from '../../domain/segments/business.ts';
import { SegmentCatalogue } from '../../domain/segments/catalogue.ts';
import { Table } from '../../domain/table.ts';
import { journeys } from '../../workflows/runtime.ts';
import { awsClient } from '../shared/aws.ts';
import { logger } from '../shared/log.ts';
import { configure } from '../shared/spec.ts';
import { timetableOf } from '../shared/timetable.ts';
import { type BuildAnswer, type BuildTask, buildSegments } from './build-segments.ts';
import { spec } from './spec.ts';

const config = configure(spec);
const centre = parseCentre(centreFile);
const table = new Table(awsClient(DynamoDBClient), config.table);

export const handler = middy<BuildTask, BuildAnswer>().handler(
  buildSegments({
    table,
    line: new Line(awsClient(SQSClient), config.line),
    timetable: timetableOf(table, config),
    catalogue: new SegmentCatalogue(table, businessOf(centre, journeys)),
    timezone: centre.timezone,
    clock: () => new Date(),
    log: logger(spec),
  }),
);
