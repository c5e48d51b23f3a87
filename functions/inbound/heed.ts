import { isWindowOpen } from '../../domain/channels/whatsapp/window.ts';
import { keyedHash } from '../../domain/consent/keyed-hash.ts';
import { heedKeyword } from '../../domain/consent/keywords/heed.ts';
import type { Reading } from '../../domain/inbound/by-address.ts';
import type { Taken } from '../../domain/inbound/take.ts';
import type { Outside } from './outside.ts';

/**
 * Heeds STOP, START and HELP from a telephone before anything else reads the message, and answers by the same channel, as
 * carriers ask: they are no part of a conversation, and what they do stands on the timeline by itself. Undefined for
 * every other message. HELP goes on to who can help where it cannot be answered: without a number for the channel, or by
 * WhatsApp when it is told too late for an answer.
 */
export async function heed(outside: Outside, reading: Reading, now: Date): Promise<Taken | undefined> {
  if ('quarantined' in reading) return undefined;
  const { person, channel, from, text, id, at } = reading.received;
  if (channel !== 'sms' && channel !== 'whatsapp') return undefined;
  const incoming = { person, channel, address: from, text, messageId: id };
  const heard = await heedKeyword(outside, incoming, now);
  if (!heard) return undefined;
  const { keyword, reply } = heard;
  const inTime = channel === 'sms' || isWindowOpen({ lastInbound: { whatsapp: at } }, now);
  const answered = inTime && outside.keywordAnswers.goBy(channel);
  if (answered) {
    const about = keyedHash(await outside.signingKey(now), 'keyword', from);
    await outside.keywordAnswers.send({ channel, to: from, text: reply, messageId: id, keyword, about }, now);
  }
  if (keyword === 'help' && !answered) return undefined;
  return { person, channel, messageId: id, keyword };
}
