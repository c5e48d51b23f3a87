import { conversationsOf } from '../records.ts';
import type { Item, Table } from '../table.ts';
import type { ConversationStatus, ConversationSummary } from './conversation.ts';

interface Page {
  readonly items: readonly ConversationSummary[];
  /** Behind which entry the next page begins; null on the last. */
  readonly next: string | null;
}

/**
 * One page of the conversations of a status: open ones by how long the person has waited, the longest first; the others
 * newest first. One query, however many conversations there are.
 * @param after the `next` of the page before
 */
export async function listConversations(
  table: Pick<Table, 'query'>,
  status: ConversationStatus,
  limit: number,
  after: string | undefined,
): Promise<Page> {
  const backwards = status !== 'open';
  const range = backwards ? conversationsOf(status, undefined, after) : conversationsOf(status, after);
  const items: (ConversationSummary & Item)[] = [];
  for await (const entry of table.query<ConversationSummary & Item>({
    ...range,
    backwards,
    limit: limit + 2,
  })) {
    if (entry.sk === after) continue;
    if (items.length === limit) return { items, next: items.at(-1)?.sk ?? null };
    items.push(entry);
  }
  return { items, next: null };
}
