import type { Line } from '../line/line.ts';
import type { Table } from '../table.ts';
import type { Reading } from './by-address.ts';
import { isFlood } from './flood.ts';
import { Quarantine } from './quarantine.ts';
import { receivedEvent } from './received.ts';

/** What is told of a message that was taken; nothing of what it says. */
export type Taken = Readonly<Record<string, string | boolean>>;

/** Puts a message on its person's line, or aside. Repeatable: a message has one place by its provider's id. */
export async function take(
  { table, line }: { readonly table: Table; readonly line: Pick<Line, 'send'> },
  reading: Reading,
  now: Date,
): Promise<Taken> {
  if ('quarantined' in reading) {
    const { id, quarantined } = reading;
    await new Quarantine(table).keep(id, quarantined);
    return { channel: quarantined.channel, messageId: id, putAside: quarantined.reason };
  }
  const { received } = reading;
  const { person, channel, thread, sender, id } = received;
  const flood = await isFlood(table, person, now);
  await line.send([receivedEvent(flood ? { ...received, automatic: true } : received, now)]);
  return { person, channel, thread, sender, messageId: id, flood };
}
