import { toMilliseconds } from '../../workflows/duration.ts';
import type { MessageRecord, MessageStatus } from '../messages/message-record.ts';
import { contactsKey, messageKeyAt } from '../records.ts';
import type { Item, Key, Table, Write } from '../table.ts';
import type { Contact } from './caps.ts';
import type { Cap } from './messaging.ts';

/** A message that a person was sent, by its record. */
interface Logged extends Contact {
  /** Sort key of the message's record. */
  readonly message: string;
}

const unsent: ReadonlySet<MessageStatus | undefined> = new Set<MessageStatus>(['failed', 'skipped', 'held']);

/** What a person was sent within the longest of the caps' stretches of time. Every write adds one to `version`. */
export interface LogRecord extends Item {
  readonly version: number;
  readonly contacts: readonly Logged[];
}

/** The log as it was read, without the message in question: what it is written over must still be this. */
export interface ContactLog {
  readonly person: string;
  readonly version: number;
  readonly contacts: readonly Logged[];
}

/**
 * The log of what a person was sent. It is written in the transaction that claims a message, on the condition that
 * nobody wrote it since it was read: of two runs that would take a cap's last place at once, one decides anew. A
 * message has one place however often it is claimed. Nothing gives a place back: what came of a message is told by its
 * record, which is asked where a cap seems to be met.
 */
export class ContactLogs {
  readonly #table: Pick<Table, 'get'>;

  constructor(table: Pick<Table, 'get'>) {
    this.#table = table;
  }

  /** @param message key of the message in question */
  async read(person: string, message: Key): Promise<ContactLog> {
    const found = await this.#table.get<LogRecord>(contactsKey(person));
    const contacts = (found?.contacts ?? []).filter((contact) => contact.message !== message.sk);
    return { person, version: found?.version ?? 0, contacts };
  }

  /** The log without messages that never went out: their providers refused them, or they were called back in time. */
  async withoutUnsent(log: ContactLog): Promise<ContactLog> {
    const records = await Promise.all(
      log.contacts.map(({ message }) => this.#table.get<MessageRecord>(messageKeyAt(log.person, message))),
    );
    return { ...log, contacts: log.contacts.filter((_, index) => !unsent.has(records[index]?.status)) };
  }
}

/** The write that puts a message into the log, for the transaction that claims it; what no cap counts any more is left out. */
export function logging(
  { person, version, contacts }: ContactLog,
  { sk: message }: Key,
  { kind, channel, at }: Contact,
  caps: readonly Cap[],
): Write {
  const longest = Math.max(0, ...caps.map(({ per }) => toMilliseconds(per)));
  const since = Date.parse(at) - longest;
  const kept = contacts.filter((contact) => Date.parse(contact.at) > since);
  return {
    put: {
      ...contactsKey(person),
      version: version + 1,
      contacts: [...kept, { kind, channel, at, message }],
    },
    ...(version === 0
      ? { condition: 'attribute_not_exists(pk)' }
      : { condition: 'version = :version', values: { ':version': version } }),
  };
}

/** The writes that make one log of two people's who are one. */
export async function joinLogs(
  table: Pick<Table, 'get'>,
  winner: string,
  loser: string,
): Promise<readonly Write[]> {
  const [own, theirs] = await Promise.all([
    table.get<LogRecord>(contactsKey(winner)),
    table.get<LogRecord>(contactsKey(loser)),
  ]);
  if (!theirs) return [];
  const unchanged = (log: LogRecord) => ({
    condition: 'version = :version',
    values: { ':version': log.version },
  });
  return [
    {
      put: {
        ...contactsKey(winner),
        version: (own?.version ?? 0) + 1,
        contacts: [...theirs.contacts, ...(own?.contacts ?? [])].toSorted((a, b) => (a.at < b.at ? -1 : 1)),
      },
      ...(own ? unchanged(own) : { condition: 'attribute_not_exists(pk)' }),
    },
    { delete: contactsKey(loser), ...unchanged(theirs) },
  ];
}
