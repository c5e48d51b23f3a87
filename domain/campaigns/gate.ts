import { momentShowing } from '../timing/wall-clock.ts';
import { momentInWords } from '../timing/words.ts';
import type { Zones } from '../timing/zones.ts';
import type { CampaignRun } from './campaign-run.ts';

const campaignHolds = ['campaign-paused', 'local-time'] as const;

/** Why a campaign's message waits, besides what the rules of timing say. */
export type CampaignHold = (typeof campaignHolds)[number];

export const isCampaignHold = (reason: string): reason is CampaignHold =>
  campaignHolds.some((each) => each === reason);

/** What a campaign says of a message whose turn has come. */
export type Gate =
  | { readonly kind: 'open' }
  | { readonly kind: 'stopped' }
  /** `until` in milliseconds since 1970. */
  | {
      readonly kind: 'hold';
      readonly until: number;
      readonly reason: CampaignHold;
      readonly why: string;
    };

/** How soon a message of a paused campaign asks again, and how late, in milliseconds. */
const soonest = 5 * 60_000;
const latest = 4 * 3_600_000;

/**
 * Whether a campaign lets a message go that its run has put on the person's line: not once it is stopped; when the person's
 * own clock shows the campaign's time; and while it is paused, not yet. A message then asks again after as long as the pause
 * has lasted, so that it asks seldom and still goes soon after a short one.
 */
export function gateOf(run: CampaignRun, zones: Zones, now: number): Gate {
  if (run.status === 'stopped') return { kind: 'stopped' };
  if (run.localTime !== undefined) {
    const until = momentShowing(Date.parse(`${run.localTime}Z`), zones.names[0], Date.parse(run.startedAt));
    if (until > now)
      return {
        kind: 'hold',
        until,
        reason: 'local-time',
        why: `the campaign goes at ${momentInWords(until, zones)}`,
      };
  }
  if (run.status !== 'paused') return { kind: 'open' };
  const lasted = now - Date.parse(run.pausedAt ?? run.startedAt);
  const until = now + Math.min(latest, Math.max(soonest, lasted));
  return { kind: 'hold', until, reason: 'campaign-paused', why: 'the campaign is paused' };
}
