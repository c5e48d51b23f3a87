import type { LineMessage } from '../../events/recorded-event.ts';
import type { Line } from '../../line/line.ts';
import type { Brand } from '../../messages/brand.ts';
import { currentProfile } from '../../people/lineage.ts';
import { recordedKey } from '../../records.ts';
import type { Table } from '../../table.ts';
import { changeAtOnce } from '../change-at-once.ts';
import { startChannel, stopChannel, stopSource } from '../stop.ts';
import { Suppressions } from '../suppressions.ts';
import { type Keyword, keywordIn } from './keyword.ts';
import { replyTo } from './reply.ts';

/** What heeding a keyword touches. */
export interface Outside {
  readonly table: Pick<Table, 'get' | 'put' | 'update'>;
  readonly line: Pick<Line, 'send'>;
  readonly signingKey: (now: Date) => Promise<string>;
  readonly brand: Pick<Brand, 'name' | 'staffEmail' | 'locale'>;
}

/** A message that came in by SMS or WhatsApp. */
export interface Incoming {
  readonly person: string;
  readonly channel: 'sms' | 'whatsapp';
  /** The number that it came from, as identifiers have it. */
  readonly address: string;
  readonly text: string;
  /** The provider's id of it. */
  readonly messageId: string;
}

/**
 * Heeds a message that is a keyword, at once and for the number that it came from, whoever else has it: STOP refuses the
 * channel, START lifts what STOP did and nothing else, HELP changes nothing. Undefined for a message that is none. The
 * reply has to be sent whatever `mayReceive` says: it is what carriers ask for. Safe to repeat with the same message id.
 * @throws LineUnavailable, Contention
 */
export async function heedKeyword(
  outside: Outside,
  incoming: Incoming,
  now: Date,
): Promise<{ readonly keyword: Keyword; readonly reply: string } | undefined> {
  const heard = keywordIn(incoming.text);
  if (!heard) return undefined;
  const { keyword } = heard;
  if (keyword !== 'help') await obey(outside, incoming, keyword, now);
  const profile = await currentProfile(outside.table, incoming.person);
  return { keyword, reply: replyTo(heard, outside.brand, profile ?? { traits: {} }) };
}

async function obey(
  { table, line, signingKey }: Outside,
  incoming: Incoming,
  keyword: 'stop' | 'start',
  now: Date,
): Promise<void> {
  const { person, channel } = incoming;
  const message = messageOf(incoming, keyword, now);
  // Delivered again after it was heeded: by now the person may have said the opposite.
  if (await table.get(recordedKey(message.key, message.messageId))) return;
  const suppressions = new Suppressions(table, await signingKey(now));
  const at = now.toISOString();
  if (keyword === 'stop') {
    await suppressions.suppress(incoming, 'stop', { at });
    await changeAtOnce(table, person, (profile) => stopChannel(profile, channel, at));
  } else {
    await changeAtOnce(table, person, (profile) => startChannel(profile, channel, at));
    await suppressions.lift(incoming, ['stop']);
  }
  await line.send([message]);
}

const messageOf = (
  { person, channel, messageId }: Incoming,
  keyword: 'stop' | 'start',
  now: Date,
): LineMessage => ({
  v: 1,
  person,
  key: 'onward',
  messageId: `${channel}/${messageId}/${keyword}`,
  source: 'onward',
  type: 'track',
  ...(keyword === 'stop'
    ? { name: 'Unsubscribed', properties: { channel, source: stopSource } }
    : { name: 'Resubscribed', properties: { channel } }),
  timestamp: now.toISOString(),
  receivedAt: now.toISOString(),
  hops: 0,
});
