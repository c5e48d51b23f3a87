import { hashText, type PersonId, threadIdFor } from '../../ids.ts';
import type { MessageRecord } from '../../messages/message-record.ts';
import { normaliseIdentifier, resolve } from '../../people/identity.ts';
import type { Identifiers } from '../../people/identity-values.ts';
import { currentProfile } from '../../people/lineage.ts';
import type { Profile } from '../../people/profile.ts';
import type { Table } from '../../table.ts';
import { answeredMessage, repliedTo } from '../answered-message.ts';
import type { Received } from '../received.ts';
import { readReplyAddress, repliedMessage } from '../reply-address.ts';
import type { ParsedMail } from './parsed-mail.ts';

export interface Circumstances {
  /** Addresses that the mail came to. */
  readonly recipients: readonly string[];
  /** Whether the domain of From vouches for it. */
  readonly authentic: boolean;
  readonly signingKey: string;
  readonly replyDomain: string;
  readonly now: Date;
}

/** Whose a mail is, and what it answers. */
export type Attribution = Pick<Received, 'person' | 'thread' | 'sender' | 'inReplyTo'> & {
  readonly identifiers?: Identifiers;
};

/**
 * Finds the person by the address that the mail came to, which only readers of our message know; else by a From address
 * that its domain vouches for; else it is somebody unknown, the same for the same address, whom nothing is believed.
 */
export async function attribute(
  table: Table,
  mail: ParsedMail,
  circumstances: Circumstances,
): Promise<Attribution> {
  const { recipients, signingKey, replyDomain } = circumstances;
  for (const recipient of recipients) {
    const ref = readReplyAddress(signingKey, recipient, replyDomain);
    const profile = ref && (await currentProfile(table, ref.person));
    if (!ref || !profile) continue;
    const record = await repliedMessage<MessageRecord>(table, ref);
    return byReply(mail, profile, record, circumstances);
  }
  return byFrom(table, mail, circumstances);
}

function byReply(
  mail: ParsedMail,
  profile: Profile,
  record: MessageRecord | undefined,
  { authentic }: Circumstances,
): Attribution {
  const person = profile.id as PersonId;
  const from = normaliseIdentifier('email', mail.from ?? '');
  const isTheirs = authentic && from !== undefined && (profile.identifiers.email ?? []).includes(from);
  return { ...answering(person, record, from ?? ''), sender: isTheirs ? 'person' : 'other' };
}

async function byFrom(
  table: Table,
  mail: ParsedMail,
  { authentic, now }: Circumstances,
): Promise<Attribution> {
  const email = normaliseIdentifier('email', mail.from ?? '');
  if (!authentic || email === undefined) {
    const anonymousId = `mail:${hashText(24, mail.from?.toLowerCase() ?? '')}`;
    const { person } = await resolve(table, { anonymousId }, 'server', now);
    return { ...answering(person, undefined, anonymousId), sender: 'other' };
  }
  const { person, identifiers } = await resolve(table, { email }, 'server', now);
  // SES makes the Message-ID of its own id of a message.
  const providerIds = mail.answers.map((id) => id.split('@')[0] ?? id);
  const record = await answeredMessage(table, person, { channel: 'email', providerIds });
  return { ...answering(person, record, email), sender: 'person', identifiers };
}

/** All mail of one run and its answers are one conversation; other mail is one for each address that it comes from. */
function answering(
  person: PersonId,
  record: MessageRecord | undefined,
  address: string,
): Pick<Attribution, 'person' | 'thread' | 'inReplyTo'> {
  if (!record) return { person, thread: threadIdFor(person, 'email', address) };
  const thread = record.thread ?? threadIdFor(person, 'email', record.run);
  return { person, thread, inReplyTo: repliedTo(record) };
}
