import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SendEmailCommand } from '@aws-sdk/client-sesv2';
import { SSMClient } from '@aws-sdk/client-ssm';
import middy from '@middy/core';
import brand from '#brand' with { type: 'json' };
import centre from '#centre' with { type: 'json' };
import { parseCentre } from '../../domain/centre/centre.ts';
import { vapidKeySchema } from '../../domain/channels/push/vapid.ts';
import { ChannelSettings } from '../../domain/channels/settings.ts';
import { KeptParameter } from '../../domain/kept-parameter.ts';
import { parseBrand } from '../../domain/messages/brand.ts';
import type { MessageResult } from '../../domain/messages/message-record.ts';
import { Messages } from '../../domain/messages/messages.ts';
import { Runs } from '../../domain/runs/runs.ts';
import { Table } from '../../domain/table.ts';
import { SigningKey } from '../../domain/tokens/signing-key.ts';
import type { MessageTask } from '../../workflows/task.ts';
import { templates } from '../../workflows/templates/index.ts';
import { awsClient } from '../shared/aws.ts';
import { logger } from '../shared/log.ts';
import { configure } from '../shared/spec.ts';
import { toldFailures } from '../shared/told-failures.ts';
import { channelsOver } from './channels.ts';
import { OneAttemptSes } from './one-attempt.ts';
import { sendMessage } from './send-message.ts';
import { spec } from './spec.ts';

const { sender, configurationSet, publicUrl, ...config } = configure(spec);
const table = new Table(awsClient(DynamoDBClient), config.table);
const ses = awsClient(OneAttemptSes);
const ssm = awsClient(SSMClient);
const signingKey = new SigningKey(ssm, config.signingKey);
const vapidKey = new KeptParameter(ssm, config.vapidKey, vapidKeySchema);

const business = { brand: parseBrand(brand), centre: parseCentre(centre) };
const log = logger(spec);

export const handler = middy<MessageTask, MessageResult>()
  .use(toldFailures(log))
  .handler(
    sendMessage(
      {
        table,
        messages: new Messages(table),
        runs: new Runs(table),
        channels: channelsOver({
          business,
          settings: new ChannelSettings(ssm, config.channelSettings),
          email: {
            sender,
            configurationSet,
            sendEmail: async (request) => (await ses.send(new SendEmailCommand(request))).MessageId ?? '',
          },
          vapidKey: (now) => vapidKey.read(now),
        }),
        signingKey: (now) => signingKey.read(now),
        templates,
        brand: business.brand,
        publicUrl,
      },
      log,
    ),
  );
