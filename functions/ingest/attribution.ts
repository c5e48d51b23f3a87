import type { Call } from '../../domain/events/normalise.ts';
import type { LineMessage } from '../../domain/events/recorded-event.ts';
import { messageOf } from '../../domain/messages/message-token.ts';
import { currentProfile } from '../../domain/people/lineage.ts';
import type { Table } from '../../domain/table.ts';

type Attributed = Pick<LineMessage, 'message'>;

interface Reading {
  readonly table: Pick<Table, 'get'>;
  /** Asked for only if a link was followed. */
  readonly signingKey: (now: Date) => Promise<string>;
}

/**
 * Which message led to each of these calls: the one whose link was followed, if it was sent to the person whose call it
 * is, or to somebody who was merged into them since. A link that was passed on tells nothing of its new reader.
 */
export async function attribution(
  calls: readonly Pick<Call, 'link'>[],
  { table, signingKey }: Reading,
  now: Date,
): Promise<(call: Pick<Call, 'link'>, person: string) => Promise<Attributed>> {
  if (!calls.some(({ link }) => link)) return async () => ({});
  const key = await signingKey(now);
  return async ({ link }, person) => {
    const told = link === undefined ? undefined : messageOf(key, link, now);
    if (!told) return {};
    const isTheirs = told.person === person || (await currentProfile(table, told.person))?.id === person;
    return isTheirs ? { message: told.message } : {};
  };
}
