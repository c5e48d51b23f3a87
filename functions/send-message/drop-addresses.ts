import type { Channel, Handed } from '../../domain/channels/channel.ts';
import { changeAtOnce } from '../../domain/consent/change-at-once.ts';
import { Suppressions } from '../../domain/consent/suppressions.ts';
import type { Table } from '../../domain/table.ts';

interface Reached {
  readonly person: string;
  readonly to: string;
  /** That hashes addresses. */
  readonly key: string;
  readonly now: Date;
}

/**
 * Sends nothing more, from this instant, to addresses at which a provider says that nobody is reached any more: takes
 * them from the profile where the channel keeps them there, else suppresses them.
 */
export async function dropAddresses(
  table: Pick<Table, 'get' | 'put' | 'update'>,
  { person, to, key, now }: Reached,
  channel: Channel,
  handed: Handed,
): Promise<void> {
  const gone = handed.gone ?? (handed.kind === 'gone' ? [to] : []);
  if (gone.length === 0) return;
  const reason = `gone: ${'reason' in handed ? handed.reason : channel.id}`;
  const { without } = channel;
  if (without) {
    await changeAtOnce(table, person, (profile) => without(profile, gone));
    return;
  }
  const suppressions = new Suppressions(table, key);
  for (const address of gone)
    await suppressions.suppress({ channel: channel.id, address }, 'bounce', {
      at: now.toISOString(),
      reason,
    });
}
