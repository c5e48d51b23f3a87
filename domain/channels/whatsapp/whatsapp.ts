import type { SendWhatsAppMessageInput } from '@aws-sdk/client-socialmessaging';
import type { Centre } from '../../centre/centre.ts';
import type { Brand } from '../../messages/brand.ts';
import { addressOf } from '../address-of.ts';
import { awsFailure } from '../aws-failure.ts';
import type { Channel } from '../channel.ts';
import { failedWith } from '../failure.ts';
import { recordTags } from '../record-tags.ts';
import { TextRenderer } from '../text-renderer.ts';
import { metaApiVersion, metaMessage } from './meta-message.ts';
import { saidOnWhatsApp } from './whatsapp-message.ts';
import { isWindowOpen } from './window.ts';

export interface WhatsAppOptions {
  readonly brand: Brand;
  readonly centre: Centre;
  /** ARN of the phone number of the WhatsApp Business Account that messages come from. */
  readonly sender: string;
  /** Hands a message to AWS, in one attempt; returns its id. */
  readonly sendWhatsApp: (request: SendWhatsAppMessageInput) => Promise<string>;
}

/**
 * WhatsApp through AWS End User Messaging Social. AWS takes a message and hands it to Meta afterwards, so what Meta has
 * against it comes as feedback, which has the next channel tried.
 */
export function whatsappChannel({ brand, centre, sender, sendWhatsApp }: WhatsAppOptions): Channel {
  const texts = new TextRenderer(brand, centre);
  return {
    id: 'whatsapp',
    refusesLater: true,
    addressOf: (profile) => addressOf(profile, 'whatsapp'),
    closed: ({ template, profile, now }) =>
      template.whatsapp &&
      !texts.wordsFor(template.whatsapp, profile).words.template &&
      !isWindowOpen(profile, now)
        ? 'window-closed'
        : undefined,
    prepare(message) {
      const request: SendWhatsAppMessageInput = {
        originationPhoneNumberId: sender,
        metaApiVersion,
        message: new TextEncoder().encode(
          JSON.stringify(
            metaMessage(message.to, saidOnWhatsApp(texts, message), JSON.stringify(recordTags(message))),
          ),
        ),
      };
      return async () => {
        try {
          return { kind: 'sent', providerId: await sendWhatsApp(request) };
        } catch (error) {
          return failedWith(error, awsFailure(error));
        }
      };
    },
  };
}
