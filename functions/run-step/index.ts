import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SFNClient } from '@aws-sdk/client-sfn';
import { SQSClient } from '@aws-sdk/client-sqs';
import middy from '@middy/core';
import brand from '#brand' with { type: 'json' };
import { AudienceQueue } from '../../domain/audiences/audience-queue.ts';
import { Line } from '../../domain/line/line.ts';
import { Runs } from '../../domain/runs/runs.ts';
import { Waits } from '../../domain/runs/waits.ts';
import { Table } from '../../domain/table.ts';
import type { RunStepTask } from '../../workflows/task.ts';
import { awsClient } from '../shared/aws.ts';
import { logger } from '../shared/log.ts';
import { configure } from '../shared/spec.ts';
import { toldFailures } from '../shared/told-failures.ts';
import { runStep } from './run-step.ts';
import { spec } from './spec.ts';

const config = configure(spec);
const table = new Table(awsClient(DynamoDBClient), config.table);
const sqs = awsClient(SQSClient);
const runs = new Runs(table);

const log = logger(spec);

export const handler = middy<RunStepTask, unknown>()
  .use(toldFailures(log))
  .handler(
    runStep(
      {
        table,
        runs,
        waits: new Waits(table, runs),
        sfn: awsClient(SFNClient),
        line: new Line(sqs, config.line),
        audienceQueue: new AudienceQueue(sqs, config.audiences),
        timezone: brand.timezone,
      },
      log,
    ),
  );
