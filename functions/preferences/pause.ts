import { changeAtOnce } from '../../domain/consent/change-at-once.ts';
import { pausedUntil, pauseMarketing, resumeMarketing } from '../../domain/consent/pause.ts';
import type { Profile } from '../../domain/people/profile.ts';
import { consentRules } from '../../workflows/consent-rules.ts';
import { toMilliseconds } from '../../workflows/duration.ts';
import type { Outside } from './outside.ts';
import { pageEvent, type Visitor } from './page-event.ts';

const source = 'preferences';
const lasts = toMilliseconds(consentRules.pauseFor);

/** A second click on the button is no longer pause. */
function paused(profile: Profile, now: Date): Profile {
  if (pausedUntil(profile, now)) return profile;
  return pauseMarketing(profile, new Date(now.getTime() + lasts).toISOString(), now.toISOString());
}

/** Holds all marketing to a person for a while: in the profile at once, then on the timeline. @throws LineUnavailable */
export async function pause({ table, line }: Outside, visitor: Visitor): Promise<void> {
  const profile = await changeAtOnce(table, visitor.person, (before) => paused(before, visitor.now));
  if (!profile?.pause) return;
  const { at, until } = profile.pause;
  await line.send([pageEvent(visitor, 'Marketing Paused', { until, source }, at)]);
}

/** Lifts a pause: in the profile at once, then on the timeline. @throws LineUnavailable */
export async function resume({ table, line }: Outside, visitor: Visitor): Promise<void> {
  const at = visitor.now.toISOString();
  const profile = await changeAtOnce(table, visitor.person, (before) => resumeMarketing(before, at));
  const lifted = profile?.pause;
  if (lifted?.until !== lifted?.at || !lifted) return;
  await line.send([pageEvent(visitor, 'Marketing Resumed', { source }, lifted.at)]);
}
