import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { PinpointSMSVoiceV2Client } from '@aws-sdk/client-pinpoint-sms-voice-v2';
import { SocialMessagingClient } from '@aws-sdk/client-socialmessaging';
import { SQSClient } from '@aws-sdk/client-sqs';
import { SSMClient } from '@aws-sdk/client-ssm';
import middy from '@middy/core';
import type { SNSEvent } from 'aws-lambda';
import brand from '#brand' with { type: 'json' };
import { Line } from '../../domain/line/line.ts';
import { parseBrand } from '../../domain/messages/brand.ts';
import { Table } from '../../domain/table.ts';
import { SigningKey } from '../../domain/tokens/signing-key.ts';
import { awsClient } from '../shared/aws.ts';
import { logger } from '../shared/log.ts';
import { configure } from '../shared/spec.ts';
import { inbound } from './inbound.ts';
import { KeywordAnswers } from './keyword-answers.ts';
import { PathStyleS3, receivedMail } from './received-mail.ts';
import { spec } from './spec.ts';
import { bySms, byWhatsApp } from './voices.ts';

const { sender, replyDomain, smsSender, smsConfigurationSet, whatsappSender, ...config } = configure(spec);
const table = new Table(awsClient(DynamoDBClient), config.table);
const signingKey = new SigningKey(awsClient(SSMClient), config.signingKey);

export const handler = middy<SNSEvent, void>().handler(
  inbound(
    {
      table,
      line: new Line(awsClient(SQSClient), config.line),
      signingKey: (now) => signingKey.read(now),
      receivedMail: receivedMail(awsClient(PathStyleS3), config.receivedMail),
      keywordAnswers: new KeywordAnswers(table, {
        ...(smsSender && {
          sms: bySms(awsClient(PinpointSMSVoiceV2Client), {
            OriginationIdentity: smsSender,
            ConfigurationSetName: smsConfigurationSet,
          }),
        }),
        ...(whatsappSender && { whatsapp: byWhatsApp(awsClient(SocialMessagingClient), whatsappSender) }),
      }),
      brand: parseBrand(brand),
      replyDomain,
      ours: [sender],
    },
    logger(spec),
  ),
);
