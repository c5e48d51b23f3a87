import type { Channel, Handed } from '../../domain/channels/channel.ts';
import { changeAtOnce } from '../../domain/consent/change-at-once.ts';
import type { Table } from '../../domain/table.ts';

/** Takes from the profile, at once and as the channel says, the addresses at which its provider reaches nobody any more. */
export async function dropAddresses(
  table: Pick<Table, 'get' | 'put'>,
  { person, to }: { readonly person: string; readonly to: string },
  channel: Channel,
  handed: Handed,
): Promise<void> {
  const gone = handed.gone ?? (handed.kind === 'gone' ? [to] : []);
  if (gone.length === 0) return;
  await changeAtOnce(table, person, (profile) => channel.without?.(profile, gone) ?? profile);
}
