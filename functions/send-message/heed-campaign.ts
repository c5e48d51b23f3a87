import type { CampaignRun } from '../../domain/campaigns/campaign-run.ts';
import { gateOf } from '../../domain/campaigns/gate.ts';
import type { MessageRecord, MessageResult } from '../../domain/messages/message-record.ts';
import type { Decision } from '../../domain/messages/messages.ts';
import { behindOthers } from '../../domain/timing/spread.ts';
import { zonesOf } from '../../domain/timing/zones.ts';
import { toMilliseconds } from '../../workflows/duration.ts';
import type { SendTask } from '../../workflows/task.ts';
import { ChannelUnavailable } from './channel-unavailable.ts';
import { Deferred } from './deferred.ts';
import { nextChannels } from './next-channels.ts';
import type { Outside } from './outside.ts';
import type { Sending } from './sending.ts';

/** A campaign's message as it is decided, with the run that it is sent for. */
interface OfCampaign {
  readonly run: CampaignRun;
  readonly task: SendTask;
}

/**
 * Heeds what a campaign says at the moment of sending: its message waits for the person's own clock and while the campaign is
 * paused, and is not sent once it is stopped, or is no longer worth it when the pause ends.
 * @returns the result of one that is not sent; undefined where nothing stands in its way
 * @throws Deferred, ChannelUnavailable
 */
export async function heedCampaign(
  { run, task }: OfCampaign,
  sending: Sending,
  found: MessageRecord | undefined,
  outside: Pick<Outside, 'messages' | 'brand' | 'times'>,
): Promise<MessageResult | undefined> {
  const { profile, template, tried, now } = sending;
  const { messages, brand, times } = outside;
  const gate = gateOf(run, zonesOf(profile, brand.timezone, now), now.getTime());
  if (gate.kind === 'open') return undefined;
  const [channel = 'email', ...others] = task.channels;
  const next = nextChannels(others, false, sending, found, outside);
  const { seq: after, segments } = profile;
  const decision: Decision = {
    task,
    kind: template.kind,
    channel,
    tried,
    ...(next && { next }),
    after,
    segments,
    now,
  };
  const skip = async (reason: 'campaign-stopped' | 'expired', why?: string): Promise<MessageResult> => {
    const said = why === undefined ? {} : { why };
    if (await messages.skip({ ...decision, ...said }, reason, found))
      return { status: 'skipped', reason, ...said };
    throw new ChannelUnavailable(`${task.run.id}: ${task.step} is being sent by another attempt`);
  };
  if (gate.kind === 'stopped') return skip('campaign-stopped');
  const { reason, why } = gate;
  const worth = toMilliseconds(task.expires ?? times.rules.expires.marketing);
  const paused = found?.held?.find((held) => held.reason === 'campaign-paused');
  if (reason === 'campaign-paused' && paused && Date.parse(paused.at) + worth < now.getTime())
    return skip('expired', 'the campaign stayed paused for longer than it was worth sending');
  // A time that many share is each person's own by a little, as quiet hours' end is.
  const behind = reason === 'local-time' ? behindOthers(profile.id, times.rules.spread) : 0;
  const until = new Date(gate.until + behind).toISOString();
  await messages.hold({ ...decision, why }, { until, reason, why }, found);
  throw new Deferred(until, why);
}
