import { keyedHash } from '../../domain/consent/keyed-hash.ts';
import { heedKeyword } from '../../domain/consent/keywords/heed.ts';
import type { Reading } from '../../domain/inbound/by-address.ts';
import type { Taken } from '../../domain/inbound/take.ts';
import type { Outside } from './outside.ts';

/**
 * Heeds STOP, START and HELP from a telephone before anything else reads the message, and answers by SMS, as carriers ask:
 * they are no part of a conversation, and what they do stands on the timeline by itself. Undefined for every other
 * message. HELP goes on to who can help where it cannot be answered: by WhatsApp, or without a number for texts.
 */
export async function heed(outside: Outside, reading: Reading, now: Date): Promise<Taken | undefined> {
  if ('quarantined' in reading) return undefined;
  const { person, channel, from, text, id } = reading.received;
  if (channel !== 'sms' && channel !== 'whatsapp') return undefined;
  const incoming = { person, channel, address: from, text, messageId: id };
  const heard = await heedKeyword(outside, incoming, now);
  if (!heard) return undefined;
  const answers = channel === 'sms' ? outside.keywordAnswers : undefined;
  if (answers) {
    const { keyword, reply: text } = heard;
    const about = keyedHash(await outside.signingKey(now), 'keyword', from);
    await answers.send({ to: from, text, messageId: id, keyword, about }, now);
  }
  if (heard.keyword === 'help' && !answers) return undefined;
  return { person, channel, messageId: id, keyword: heard.keyword };
}
