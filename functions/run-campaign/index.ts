import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SESv2Client } from '@aws-sdk/client-sesv2';
import { SFNClient } from '@aws-sdk/client-sfn';
import { SQSClient } from '@aws-sdk/client-sqs';
import middy from '@middy/core';
import { CampaignMachine } from '../../domain/campaigns/campaign-machine.ts';
import { CampaignRuns } from '../../domain/campaigns/campaign-runs.ts';
import { Campaigns } from '../../domain/campaigns/campaigns.ts';
import { Line } from '../../domain/line/line.ts';
import { Table } from '../../domain/table.ts';
import { templates } from '../../workflows/templates/index.ts';
import { awsClient } from '../shared/aws.ts';
import { logger } from '../shared/log.ts';
import { sendQuotaOf } from '../shared/send-quota.ts';
import { configure } from '../shared/spec.ts';
import { type CampaignAnswer, type CampaignTask, runCampaign } from './run-campaign.ts';
import { spec } from './spec.ts';

const config = configure(spec);
const table = new Table(awsClient(DynamoDBClient), config.table);
const ses = awsClient(SESv2Client);

export const handler = middy<CampaignTask, CampaignAnswer>().handler(
  runCampaign({
    table,
    campaigns: new Campaigns(table),
    runs: new CampaignRuns(table),
    machine: new CampaignMachine(awsClient(SFNClient), config.campaignMachine),
    line: new Line(awsClient(SQSClient), config.line),
    templates,
    quota: () => sendQuotaOf(ses),
    log: logger(spec),
  }),
);
