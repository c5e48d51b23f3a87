import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  PinpointSMSVoiceV2Client,
  SendTextMessageCommand,
  type SendTextMessageRequest,
} from '@aws-sdk/client-pinpoint-sms-voice-v2';
import { SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
import {
  SendWhatsAppMessageCommand,
  type SendWhatsAppMessageInput,
  SocialMessagingClient,
} from '@aws-sdk/client-socialmessaging';
import { SSMClient } from '@aws-sdk/client-ssm';
import middy from '@middy/core';
import brand from '#brand' with { type: 'json' };
import centre from '#centre' with { type: 'json' };
import messaging from '#messaging' with { type: 'json' };
import { CampaignRuns } from '../../domain/campaigns/campaign-runs.ts';
import { RecentRuns } from '../../domain/campaigns/recent-runs.ts';
import { parseCentre } from '../../domain/centre/centre.ts';
import { vapidKeySchema } from '../../domain/channels/push/vapid.ts';
import { ChannelSettings } from '../../domain/channels/settings.ts';
import { KeptParameter } from '../../domain/kept-parameter.ts';
import { parseBrand } from '../../domain/messages/brand.ts';
import type { MessageResult } from '../../domain/messages/message-record.ts';
import { Messages } from '../../domain/messages/messages.ts';
import { ShortLinks } from '../../domain/messages/short-links.ts';
import { unpacked } from '../../domain/packed.ts';
import { Runs } from '../../domain/runs/runs.ts';
import { Table } from '../../domain/table.ts';
import { parseMessaging } from '../../domain/timing/messaging.ts';
import { SendTimes } from '../../domain/timing/send-times.ts';
import { SigningKey } from '../../domain/tokens/signing-key.ts';
import type { SendMessageTask } from '../../workflows/task.ts';
import { templates } from '../../workflows/templates/index.ts';
import { awsClient } from '../shared/aws.ts';
import { logger } from '../shared/log.ts';
import { configure } from '../shared/spec.ts';
import { toldFailures } from '../shared/told-failures.ts';
import { channelsOver } from './channels.ts';
import { oneAttempt } from './one-attempt.ts';
import { sendMessage } from './send-message.ts';
import { spec } from './spec.ts';

/** The emails of every template, packed; see `infra/emails`. Put in place when the function is bundled. */
declare const EMAILS: string;

const {
  sender,
  configurationSet,
  smsSender,
  smsConfigurationSet,
  whatsappSender,
  publicUrl,
  replyDomain,
  ...config
} = configure(spec);
const table = new Table(awsClient(DynamoDBClient), config.table);
const ses = awsClient(SESv2Client, oneAttempt);
const ssm = awsClient(SSMClient);
const signingKey = new SigningKey(ssm, config.signingKey);
const vapidKey = new KeptParameter(ssm, config.vapidKey, vapidKeySchema);

const business = { brand: parseBrand(brand), centre: parseCentre(centre) };
const log = logger(spec);

function texts(from: string) {
  const client = awsClient(PinpointSMSVoiceV2Client, oneAttempt);
  return {
    sender: from,
    configurationSet: smsConfigurationSet,
    shortLinks: new ShortLinks(table),
    sendText: async (request: SendTextMessageRequest) =>
      (await client.send(new SendTextMessageCommand(request))).MessageId ?? '',
  };
}

function whatsapp(from: string) {
  const client = awsClient(SocialMessagingClient, oneAttempt);
  return {
    sender: from,
    sendWhatsApp: async (request: SendWhatsAppMessageInput) =>
      (await client.send(new SendWhatsAppMessageCommand(request))).messageId ?? '',
  };
}

export const handler = middy<SendMessageTask, MessageResult>()
  .use(toldFailures(log))
  .handler(
    sendMessage(
      {
        table,
        messages: new Messages(table),
        runs: new Runs(table),
        campaigns: new RecentRuns(new CampaignRuns(table)),
        times: new SendTimes(table, parseMessaging(messaging), business.brand.timezone),
        channels: channelsOver({
          business,
          settings: new ChannelSettings(ssm, config.channelSettings),
          email: {
            sender,
            configurationSet,
            emails: unpacked(EMAILS),
            sendEmail: async (request) => (await ses.send(new SendEmailCommand(request))).MessageId ?? '',
          },
          vapidKey: (now) => vapidKey.read(now),
          sms: smsSender ? texts(smsSender) : undefined,
          whatsapp: whatsappSender ? whatsapp(whatsappSender) : undefined,
        }),
        signingKey: (now) => signingKey.read(now),
        templates,
        brand: business.brand,
        publicUrl,
        replyDomain,
      },
      log,
    ),
  );
