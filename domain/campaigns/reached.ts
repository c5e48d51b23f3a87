import type { LineMessage } from '../events/recorded-event.ts';
import { type CampaignRun, variantOf } from './campaign-run.ts';
import { campaignReached, holdOut, reachedId } from './names.ts';

/** With whose ids it is recorded: our own. */
export const reachedBy = 'onward';

/**
 * The word of a run for one person's line. Its id comes from the run and the person, so that it is recorded once for ever,
 * however often it is put there.
 */
export function reachedMessage(run: CampaignRun, person: string, variant: string, now: Date): LineMessage {
  const enter =
    variant === holdOut ? undefined : variantOf(run, { id: run.campaign, run: run.id, variant }).enter;
  const at = now.toISOString();
  return {
    v: 1,
    person,
    key: reachedBy,
    messageId: reachedId(run.id, person),
    source: 'onward',
    type: 'track',
    name: campaignReached,
    properties: { campaign: run.campaign, run: run.id, variant, title: run.name, ...enter },
    timestamp: at,
    receivedAt: at,
    hops: 0,
  };
}
