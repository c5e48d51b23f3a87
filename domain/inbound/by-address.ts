import { threadIdFor } from '../ids.ts';
import { normaliseIdentifier, resolve } from '../people/identity.ts';
import type { Table } from '../table.ts';
import { answeredMessage, repliedTo } from './answered-message.ts';
import type { Quarantined } from './quarantine.ts';
import type { Received } from './received.ts';

/** A message by a channel whose provider vouches for who wrote. */
export interface Told
  extends Pick<Received, 'id' | 'at' | 'from' | 'text' | 'payload' | 'attachments' | 'automatic'> {
  readonly channel: 'sms' | 'whatsapp' | 'social';
  /** The message of ours that the provider says is answered. */
  readonly answers?: string;
}

/** What became of reading a message: whose it is, or why it is put aside. */
export type Reading =
  | { readonly received: Received }
  | { readonly quarantined: Quarantined; readonly id: string };

/** By which each channel knows people. */
const identifiers = { sms: 'phone', whatsapp: 'phone', social: 'messenger' } as const;

/** Of a provider's id, in bytes: it is part of a key, which may have 2,048. */
const longestId = 1_000;

/** On these channels all is one conversation; after a week an answer is not about what we wrote last. */
const answeredWithin = 7 * 86_400_000;

/** Finds the person by the address that they wrote from, or makes them: who has a telephone or an account is proved by it. */
export async function byAddress(table: Table, told: Told, now: Date): Promise<Reading> {
  const { channel, from, answers, ...message } = told;
  const aside = (reason: string): Reading => ({
    quarantined: { channel, at: told.at, from, reason },
    id: told.id,
  });
  const idBytes = Buffer.byteLength(told.id);
  if (idBytes > longestId) return aside(`its id has ${idBytes} bytes; at most ${longestId} are kept`);
  const type = identifiers[channel];
  const address = normaliseIdentifier(type, from);
  if (address === undefined)
    return aside(`it comes from no ${type === 'phone' ? 'telephone number' : 'account'}`);
  const { person, identifiers: theirs } = await resolve(table, { [type]: address }, 'server', now);
  const record = await answeredMessage(table, person, {
    channel,
    ...(answers && { providerIds: [answers] }),
    since: new Date(Date.parse(told.at) - answeredWithin).toISOString(),
  });
  return {
    received: {
      ...message,
      channel,
      person,
      identifiers: theirs,
      thread: threadIdFor(person, channel, address),
      from: address,
      sender: 'person',
      ...(record && { inReplyTo: repliedTo(record) }),
    },
  };
}
