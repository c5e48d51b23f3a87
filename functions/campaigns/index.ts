import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SchedulerClient } from '@aws-sdk/client-scheduler';
import { SESv2Client } from '@aws-sdk/client-sesv2';
import { SFNClient } from '@aws-sdk/client-sfn';
import { SSMClient } from '@aws-sdk/client-ssm';
import brandFile from '#brand' with { type: 'json' };
import centreFile from '#centre' with { type: 'json' };
import messaging from '#messaging' with { type: 'json' };
import { CampaignMachine } from '../../domain/campaigns/campaign-machine.ts';
import { CampaignRuns } from '../../domain/campaigns/campaign-runs.ts';
import { CampaignSchedules } from '../../domain/campaigns/campaign-schedules.ts';
import { Campaigns } from '../../domain/campaigns/campaigns.ts';
import { Lists } from '../../domain/campaigns/lists.ts';
import { parseCentre } from '../../domain/centre/centre.ts';
import { TextRenderer } from '../../domain/channels/text-renderer.ts';
import { parseBrand } from '../../domain/messages/brand.ts';
import { EmailRenderer } from '../../domain/messages/render.ts';
import { unpacked } from '../../domain/packed.ts';
import { Table } from '../../domain/table.ts';
import { parseMessaging } from '../../domain/timing/messaging.ts';
import { SigningKey } from '../../domain/tokens/signing-key.ts';
import { journeys } from '../../workflows/journeys/index.ts';
import { templates } from '../../workflows/templates/index.ts';
import { answer } from '../shared/api/answer.ts';
import { awsClient } from '../shared/aws.ts';
import { clockworkOf } from '../shared/clockwork.ts';
import { http } from '../shared/http/http.ts';
import { logger } from '../shared/log.ts';
import { sendQuotaOf } from '../shared/send-quota.ts';
import { configure } from '../shared/spec.ts';
import { routes } from './routes/index.ts';
import { spec } from './spec.ts';

/** The emails of every template, packed; see `infra/emails`. Put in place when the function is bundled. */
declare const EMAILS: string;

const config = configure(spec);
const table = new Table(awsClient(DynamoDBClient), config.table);
const ses = awsClient(SESv2Client);
const signingKey = new SigningKey(awsClient(SSMClient), config.signingKey);
const brand = parseBrand(brandFile);
const centre = parseCentre(centreFile);

export const handler = http(
  answer(routes, {
    table,
    campaigns: new Campaigns(table),
    runs: new CampaignRuns(table),
    lists: new Lists(table),
    machine: new CampaignMachine(awsClient(SFNClient), config.campaignMachine),
    schedules: new CampaignSchedules(awsClient(SchedulerClient), {
      group: config.campaignGroup,
      role: config.campaignRole,
      target: config.runCampaign,
    }),
    clockwork: clockworkOf(config),
    templates,
    journeys,
    quota: () => sendQuotaOf(ses),
    brand,
    emails: new EmailRenderer({ brand, services: centre.services, emails: unpacked(EMAILS) }),
    texts: new TextRenderer(brand, centre),
    rules: parseMessaging(messaging),
    signingKey: (now) => signingKey.read(now),
    publicUrl: config.publicUrl,
  }),
  logger(spec),
);
