import { firstZone } from '../timing/first-zone.ts';
import { wallClock } from '../timing/wall-clock.ts';
import { inTheirZone, type When } from './campaign.ts';

/** Where every day begins. */
const ahead = 14 * 3_600_000;
/** Where every day ends, 12 hours behind UTC. */
const behind = 12 * 3_600_000;

/** When a campaign that goes once goes first and last, in milliseconds since 1970: the same, or all around the world. */
export function moments(when: { readonly at: string } | { readonly localTime: string }): {
  readonly first: number;
  readonly last: number;
} {
  if ('at' in when) return { first: Date.parse(when.at), last: Date.parse(when.at) };
  const shown = Date.parse(`${when.localTime}Z`);
  return { first: shown - ahead, last: shown + behind };
}

/** The time that each person's clock is to show in a run that fires at a moment; undefined where all go at once. */
export function localTimeAt(when: When, firing: Date): string | undefined {
  if (when === 'now') return undefined;
  if ('localTime' in when) return when.localTime;
  if (!('cron' in when) || when.timezone !== inTheirZone) return undefined;
  return new Date(wallClock(firing.getTime(), firstZone)).toISOString().slice(0, 16);
}
