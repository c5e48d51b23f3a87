import {
  lastWrittenKey,
  type MessageTemplate,
  type Phone,
  type SocialStore,
  templateKey,
} from './social-store.ts';
import { bodyParameters, type WhatsAppMessage } from './whatsapp-message.ts';

/** Meta's words. https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes */
const titles: Readonly<Record<number, string>> = {
  130429: 'Rate limit hit',
  131026: 'Message undeliverable',
  131047: 'Re-engagement message',
  131049: 'This message was not delivered to maintain healthy ecosystem engagement.',
  131050: 'User has stopped receiving marketing messages',
  132000: 'Number of parameters does not match the expected number of params',
  132001: 'Template name does not exist in the translation',
};

/** Codes that a number may be given; 0 for messages that come. */
export const knownCodes = [0, ...Object.keys(titles).map(Number)];

/** How long a business may write freely after its customer wrote, in milliseconds. */
const WINDOW_MS = 24 * 3_600_000;

export interface Failure {
  readonly code: number;
  readonly title: string;
}

const failure = (code: number): Failure => ({ code, title: titles[code] ?? 'Something went wrong' });

/** Why Meta would not deliver a message; undefined for one that it delivers. */
export function failureOf(
  message: WhatsAppMessage,
  phone: Phone & { readonly id: string },
  store: SocialStore,
  now: number,
): Failure | undefined {
  const told = store.get('fate', message.to);
  if (told && told.code !== 0) return failure(told.code);
  if (message.template) {
    const template = templateOf(message, phone, store);
    if (!template) return failure(132001);
    return placesOf(template) === bodyParameters(message).length ? undefined : failure(132000);
  }
  const written = store.get('lastWritten', lastWrittenKey(phone.id, message.to));
  return written && now - written.at < WINDOW_MS ? undefined : failure(131047);
}

export const templateOf = (
  { template }: WhatsAppMessage,
  { account }: Phone,
  store: SocialStore,
): MessageTemplate | undefined =>
  template && store.get('template', templateKey(account, template.name, template.language.code));

/** How many values a template's body takes. */
const placesOf = ({ body }: MessageTemplate): number => new Set(body.match(/\{\{\d+\}\}/g)).size;
