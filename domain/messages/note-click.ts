import type { Upkeep } from '../events/upkeep.ts';
import { messageKey } from '../records.ts';
import type { Table } from '../table.ts';
import type { MessageRecord } from './message-record.ts';

/**
 * Notes on a message that its person followed one of its links, with the first that they did there: book, rate, look at a
 * page of the website. So a click is known on every channel, and is a person's: what only follows links does nothing.
 */
export const clickUpkeep =
  (table: Pick<Table, 'get'>): Upkeep =>
  async ({ event: { person, message, at } }) => {
    if (!message) return {};
    const key = messageKey(person, message.run, message.step, message.visit);
    const record = await table.get<MessageRecord>(key);
    if (!record || record.clickedAt) return {};
    const update = 'SET clickedAt = if_not_exists(clickedAt, :at)';
    return { writes: [{ update, key, condition: 'attribute_exists(pk)', values: { ':at': at } }] };
  };
