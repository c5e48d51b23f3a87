import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SFNClient } from '@aws-sdk/client-sfn';
import { SQSClient } from '@aws-sdk/client-sqs';
import middy from '@middy/core';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import centre from '#centre' with { type: 'json' };
import { AudienceQueue } from '../../domain/audiences/audience-queue.ts';
import { parseCentre } from '../../domain/centre/centre.ts';
import { rules } from '../../domain/events/rules.ts';
import { upkeepsOver } from '../../domain/events/upkeeps.ts';
import { Line } from '../../domain/line/line.ts';
import { Runs } from '../../domain/runs/runs.ts';
import { Waits } from '../../domain/runs/waits.ts';
import { Table } from '../../domain/table.ts';
import { journeys } from '../../workflows/runtime.ts';
import { awsClient } from '../shared/aws.ts';
import { clockworkOf } from '../shared/clockwork.ts';
import { logger } from '../shared/log.ts';
import { configure } from '../shared/spec.ts';
import { timetableOf } from '../shared/timetable.ts';
import { recordEvents } from './record-event.ts';
import { spec } from './spec.ts';

const config = configure(spec);
const sqs = awsClient(SQSClient);
const table = new Table(awsClient(DynamoDBClient), config.table);
const runs = new Runs(table);

export const handler = middy<SQSEvent, SQSBatchResponse>().handler(
  recordEvents({
    table,
    runs,
    waits: new Waits(table, runs),
    sfn: awsClient(SFNClient),
    sqs,
    line: new Line(sqs, config.line),
    audienceQueue: new AudienceQueue(sqs, config.audiences),
    rules,
    upkeeps: upkeepsOver(table),
    clockwork: clockworkOf(config),
    timetable: timetableOf(table, config),
    timezone: parseCentre(centre).timezone,
    deadLettersUrl: config.deadLetters,
    journeys,
    arnPrefix: config.journeys,
    log: logger(spec),
  }),
);
