import type { SendTextMessageRequest } from '@aws-sdk/client-pinpoint-sms-voice-v2';
import type { Centre } from '../../centre/centre.ts';
import type { Brand } from '../../messages/brand.ts';
import { type ShortLink, type ShortLinks, shortened } from '../../messages/short-links.ts';
import { addressOf } from '../address-of.ts';
import type { Channel, Message } from '../channel.ts';
import { failedWith } from '../failure.ts';
import { optOutLine } from '../opt-out-line.ts';
import { recordTags } from '../record-tags.ts';
import { TextRenderer } from '../text-renderer.ts';
import { plainText } from './segments.ts';
import { smsFailure } from './sms-failure.ts';

export interface SmsOptions {
  readonly brand: Brand;
  readonly centre: Centre;
  /** ARN of the number, pool or sender ID that texts come from. */
  readonly sender: string;
  readonly configurationSet: string;
  readonly shortLinks: Pick<ShortLinks, 'keep'>;
  /** Hands a text to AWS, in one attempt; returns its id. */
  readonly sendText: (request: SendTextMessageRequest) => Promise<string>;
}

/** How long carriers try to reach a phone, in seconds: what a day did not bring is no longer worth reading. */
const validFor = 86_400;

/** AWS's limit, in characters. */
const longest = 1_600;

/** Text messages through AWS End User Messaging SMS. */
export function smsChannel(options: SmsOptions): Channel {
  const { brand, centre, sender, configurationSet, shortLinks, sendText } = options;
  const texts = new TextRenderer(brand, centre);
  return {
    id: 'sms',
    refusesLater: true,
    addressOf: (profile) => addressOf(profile, 'sms'),
    prepare(message) {
      const { text, links } = smsText(texts, message, sender);
      const request = {
        DestinationPhoneNumber: message.to,
        OriginationIdentity: sender,
        MessageBody: text,
        MessageType: message.template.kind === 'marketing' ? 'PROMOTIONAL' : 'TRANSACTIONAL',
        ConfigurationSetName: configurationSet,
        TimeToLive: validFor,
        Context: recordTags(message),
      } satisfies SendTextMessageRequest;
      return async () => {
        try {
          await shortLinks.keep(message.profile.id, links, message.now);
        } catch (error) {
          return failedWith(error, 'later');
        }
        try {
          return { kind: 'sent', providerId: await sendText(request) };
        } catch (error) {
          return failedWith(error, smsFailure(error));
        }
      };
    },
  };
}

/**
 * What a text says, in plain characters; marketing ends with how to leave. Its links are short: they are to be kept before it goes.
 * @throws Error for a template without words for it, or with too many
 */
export function smsText(
  texts: TextRenderer,
  message: Pick<Message, 'template' | 'task' | 'profile' | 'links' | 'tracking'>,
  sender: string,
): { readonly text: string; readonly links: readonly ShortLink[] } {
  const { template, profile, links, tracking } = message;
  if (!template.sms) throw new Error(`template "${template.id}" has nothing for the channel "sms"`);
  const { words, lang } = texts.wordsFor(template.sms, profile);
  const said = texts.render(words, lang, message);
  const unanswerable = sender.includes(':sender-id/');
  const ending =
    template.kind === 'marketing'
      ? `\n${optOutLine(texts, profile, unanswerable ? links.preferences : undefined)}`
      : '';
  const short = shortened(plainText(said + ending), tracking);
  const { text } = short;
  if (text.length > longest)
    throw new Error(
      `template "${template.id}": its text has ${text.length} characters; AWS takes ${longest}`,
    );
  return short;
}
