import type { Channel, Handed } from '../../domain/channels/channel.ts';
import { changeAtOnce } from '../../domain/consent/change-at-once.ts';
import { suppress } from '../../domain/consent/suppress.ts';
import type { Profile } from '../../domain/people/profile.ts';
import type { Table } from '../../domain/table.ts';

/** Takes from the profile, at once, the addresses at which a provider says that nobody is reached any more. */
export async function dropAddresses(
  table: Pick<Table, 'get' | 'put'>,
  { person, to, now }: { readonly person: string; readonly to: string; readonly now: Date },
  channel: Channel,
  handed: Handed,
): Promise<void> {
  const gone = handed.gone ?? (handed.kind === 'gone' ? [to] : []);
  if (gone.length === 0) return;
  const reason = `gone: ${'reason' in handed ? handed.reason : channel.id}`;
  const suppressed = (profile: Profile): Profile =>
    gone.reduce((changed, address) => suppress(changed, address, now.toISOString(), reason), profile);
  await changeAtOnce(table, person, (profile) => channel.without?.(profile, gone) ?? suppressed(profile));
}
