import {
  type PinpointSMSVoiceV2Client,
  SendTextMessageCommand,
  type SendTextMessageCommandInput,
} from '@aws-sdk/client-pinpoint-sms-voice-v2';
import { SendWhatsAppMessageCommand, type SocialMessagingClient } from '@aws-sdk/client-socialmessaging';
import { metaApiVersion, metaMessage } from '../../domain/channels/whatsapp/meta-message.ts';
import type { Say } from './keyword-answers.ts';

/** How long carriers try, in seconds: an answer to STOP that comes a day late says nothing. */
const validFor = 3_600;

/** Answers by SMS. */
export const bySms =
  (
    client: PinpointSMSVoiceV2Client,
    from: Pick<SendTextMessageCommandInput, 'OriginationIdentity' | 'ConfigurationSetName'>,
  ): Say =>
  async (to, text) => {
    await client.send(
      new SendTextMessageCommand({
        ...from,
        DestinationPhoneNumber: to,
        MessageBody: text,
        MessageType: 'TRANSACTIONAL',
        TimeToLive: validFor,
      }),
    );
  };

/** Answers by WhatsApp, in free words: who wrote just now may be written to. @param from ARN of the number */
export const byWhatsApp =
  (client: SocialMessagingClient, from: string): Say =>
  async (to, text) => {
    await client.send(
      new SendWhatsAppMessageCommand({
        originationPhoneNumberId: from,
        metaApiVersion,
        message: new TextEncoder().encode(JSON.stringify(metaMessage(to, { text }))),
      }),
    );
  };
