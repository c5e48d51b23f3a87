import { createHmac, timingSafeEqual } from 'node:crypto';
import { hashText, type PersonId } from '../ids.ts';
import { messageRange } from '../records.ts';
import type { Item, Key, Table } from '../table.ts';

/** Characters of base32: with `reply+` before them 62, and a local part may have 64 (RFC 5321). */
const lengths = { person: 24, message: 12, mac: 20 } as const;

const form = new RegExp(
  `^reply\\+([a-z2-7]{${lengths.person}})([a-z2-7]{${lengths.message}})([a-z2-7]{${lengths.mac}})$`,
);

/** What a reply's address says. */
export interface ReplyRef {
  readonly person: PersonId;
  /** Stands for the key of the message's record within the person's partition. */
  readonly message: string;
}

const messageRef = (sk: string): string => hashText(lengths.message, sk);

/** 100 bits, in letters that survive a mail server which changes their case. */
function macOf(signingKey: string, payload: string): string {
  const mac = createHmac('sha256', signingKey).update(`onward-reply\n${payload}`).digest('hex');
  return hashText(lengths.mac, mac);
}

/**
 * The address to which the answer to a message goes: whoever has the message, and nobody else, can write there as its
 * person. It holds for ever, as people answer late, and names no more than the record of the message.
 * @param key of the message's record, as `messageKey` makes it
 */
export function replyAddress(signingKey: string, key: Key, domain: string): string {
  const person = key.pk.slice(-lengths.person);
  const payload = person + messageRef(key.sk);
  return `reply+${payload}${macOf(signingKey, payload)}@${domain}`;
}

/** Whose answer comes to an address, if it is one of ours and was not made up. */
export function readReplyAddress(signingKey: string, address: string, domain: string): ReplyRef | undefined {
  const [local = '', host] = address.toLowerCase().split('@');
  const [, person, message, mac] = form.exec(local) ?? [];
  if (!person || !message || !mac || host !== domain) return undefined;
  const expected = macOf(signingKey, person + message);
  if (!timingSafeEqual(Buffer.from(mac), Buffer.from(expected))) return undefined;
  return { person: `per_${person}` as PersonId, message };
}

/** The record of the message that an answer's address names; undefined if it is gone, as when the person was erased. */
export async function repliedMessage<T extends Item>(
  table: Pick<Table, 'query'>,
  { person, message }: ReplyRef,
): Promise<T | undefined> {
  for await (const record of table.query<T>({ ...messageRange(person), backwards: true }))
    if (messageRef(record.sk) === message) return record;
  return undefined;
}
