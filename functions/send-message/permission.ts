import type { Channel } from '../../domain/channels/channel.ts';
import { mayReceive, type Permission, type SkipReason } from '../../domain/consent/may-receive.ts';
import { Suppressions } from '../../domain/consent/suppressions.ts';
import { currentProfile } from '../../domain/people/lineage.ts';
import type { Outside } from './outside.ts';
import type { Sending } from './sending.ts';

type Tables = Pick<Outside, 'table'>;

/** A pause forbids nothing: the rules of timing hold the message until it ends. */
const unlessPaused = (permission: Permission): Permission =>
  'skipped' in permission && permission.skipped === 'paused' ? { ok: true } : permission;

/**
 * Whether the person may be sent this by a channel, at an address there. What stands against the address is asked for only
 * where nothing else forbids the message.
 */
export async function permissionFor(
  { id: channel }: Channel,
  address: string | undefined,
  { template, profile, key, now }: Sending,
  { table }: Tables,
): Promise<Permission> {
  const topic = template.kind === 'marketing' ? template.topic : undefined;
  const intent = { profile, kind: template.kind, channel, address, topic, now };
  const permission = unlessPaused(mayReceive(intent));
  if ('skipped' in permission || address === undefined) return permission;
  const addressRecord = await new Suppressions(table, key).find({ channel, address });
  return unlessPaused(mayReceive({ ...intent, addressRecord }));
}

/** The person became one with somebody else meanwhile, whose consents and contacts count now: all is to be asked anew. */
export const mergedMeanwhile = 'merged';

/**
 * Why marketing may not go out after all: an unsubscribe that was written while the message was made ready. This is the
 * last read before it is handed over, so whoever was told that they are unsubscribed gets none that begins afterwards.
 */
export async function refusedMeanwhile(
  channel: Channel,
  sending: Sending,
  outside: Tables,
): Promise<SkipReason | typeof mergedMeanwhile | undefined> {
  if (sending.template.kind !== 'marketing') return undefined;
  const profile = await currentProfile(outside.table, sending.profile.id);
  if (!profile) return 'no-address';
  if (profile.id !== sending.profile.id) return mergedMeanwhile;
  if (profile.version === sending.profile.version) return undefined;
  const current = { ...sending, profile };
  const permission = await permissionFor(channel, channel.addressOf(profile), current, outside);
  return 'skipped' in permission ? permission.skipped : undefined;
}
