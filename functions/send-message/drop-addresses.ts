import type { Channel, Handed } from '../../domain/channels/channel.ts';
import { changeAtOnce } from '../../domain/consent/change-at-once.ts';
import type { Table } from '../../domain/table.ts';

interface Reached {
  readonly person: string;
  readonly to: string;
}

/**
 * Takes from the profile, at once, the addresses at which a provider says that nobody is reached any more, for channels
 * that keep them there. A number that opted out at the carrier stays: START makes it good again, which nobody tells us.
 */
export async function dropAddresses(
  table: Pick<Table, 'get' | 'put'>,
  { person, to }: Reached,
  { without }: Channel,
  handed: Handed,
): Promise<void> {
  const gone = handed.gone ?? (handed.kind === 'gone' ? [to] : []);
  if (without && gone.length > 0) await changeAtOnce(table, person, (profile) => without(profile, gone));
}
