import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DeleteObjectCommand } from '@aws-sdk/client-s3';
import { SchedulerClient } from '@aws-sdk/client-scheduler';
import { SFNClient } from '@aws-sdk/client-sfn';
import { SQSClient } from '@aws-sdk/client-sqs';
import middy from '@middy/core';
import { AudienceQueue } from '../../domain/audiences/audience-queue.ts';
import { unsetClock } from '../../domain/schedules/clockwork.ts';
import { Table } from '../../domain/table.ts';
import { audiences } from '../../workflows/audiences.ts';
import { PathStyleS3 } from '../inbound/received-mail.ts';
import { stopExecution } from '../record-event/executions.ts';
import { awsClient } from '../shared/aws.ts';
import { logger } from '../shared/log.ts';
import { configure } from '../shared/spec.ts';
import { type EraseCall, erasePeople } from './erase-people.ts';
import { spec } from './spec.ts';

const config = configure(spec);
const sfn = awsClient(SFNClient);
const scheduler = awsClient(SchedulerClient);
const s3 = awsClient(PathStyleS3);

export const handler = middy<EraseCall, void>().handler(
  erasePeople(
    {
      table: new Table(awsClient(DynamoDBClient), config.table),
      stop: (run) => stopExecution(sfn, run, 'The person was erased'),
      audienceQueue: new AudienceQueue(awsClient(SQSClient), config.audiences),
      audiences: Object.keys(audiences),
      unsetClock: (schedule) => unsetClock(scheduler, config.scheduleGroup, schedule),
      forgetMail: async (key) => {
        if (config.receivedMail)
          await s3.send(new DeleteObjectCommand({ Bucket: config.receivedMail, Key: key }));
      },
    },
    logger(spec),
  ),
);
