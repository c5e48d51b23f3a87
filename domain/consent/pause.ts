import type { RecordedEvent } from '../events/recorded-event.ts';
import type { Profile } from '../people/profile.ts';
import { momentOf } from './moment.ts';
import { textAt } from './text-at.ts';

/**
 * The profile with marketing held until a moment, on every channel, ads included. What was said later stands, whichever
 * is folded first. @param at when that was said, ISO 8601 in UTC, as `until`
 */
export function pauseMarketing(profile: Profile, until: string, at: string): Profile {
  if (profile.pause && profile.pause.at > at) return profile;
  if (profile.pause?.at === at && profile.pause.until === until) return profile;
  return { ...profile, pause: { at, until } };
}

/** The profile without a pause as of `at`; the very same one where there is none. */
export const resumeMarketing = (profile: Profile, at: string): Profile =>
  profile.pause && profile.pause.until > at ? pauseMarketing(profile, at, at) : profile;

/** Until when marketing to the person is held, ISO 8601 in UTC; undefined when it is not. */
export function pausedUntil({ pause }: Pick<Profile, 'pause'>, now: Date): string | undefined {
  return pause && pause.until > now.toISOString() ? pause.until : undefined;
}

/** Folds `Marketing Paused` into the profile. */
export function foldMarketingPaused(profile: Profile, event: RecordedEvent): Profile {
  const until = textAt(event.properties, 'until');
  return until ? pauseMarketing(profile, new Date(until).toISOString(), momentOf(event)) : profile;
}

/** Folds `Marketing Resumed` into the profile. */
export const foldMarketingResumed = (profile: Profile, event: RecordedEvent): Profile =>
  resumeMarketing(profile, momentOf(event));
