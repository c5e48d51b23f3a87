import { addressOf } from '../channels/address-of.ts';
import { mayReceive } from '../consent/may-receive.ts';
import type { Profile } from '../people/profile.ts';
import type { RunRecord } from '../runs/run-record.ts';
import type { Membership } from './membership.ts';

/** Whether a person belongs in an audience now, and what keeps out who is wanted in it. */
export interface Desire {
  readonly wanted: boolean;
  readonly withheld?: string;
}

/** Why ads on a topic may not be shown to a person, asked in the one place where every channel asks. */
export function withheldFrom(profile: Profile, topic: string, now: Date): string | undefined {
  const permission = mayReceive({
    profile,
    kind: 'marketing',
    channel: 'ads',
    address: addressOf(profile, 'ads'),
    topic,
    now,
  });
  return 'skipped' in permission ? permission.skipped : undefined;
}

/** A person belongs in an audience who is wanted in it by a run that is still running, and consents to its ads. */
export function desireOf(
  membership: Membership,
  profile: Profile | undefined,
  run: RunRecord | undefined,
  now: Date,
): Desire {
  if (!membership.wanted) return { wanted: false };
  if (!profile) return { wanted: false, withheld: 'erased' };
  if (run?.status !== 'running') return { wanted: false, withheld: 'run-ended' };
  const withheld = withheldFrom(profile, membership.topic, now);
  return withheld ? { wanted: false, withheld } : { wanted: true };
}
