import type { ChannelId } from '../../workflows/channels.ts';
import { toMilliseconds } from '../../workflows/duration.ts';
import type { Template } from '../../workflows/templates/define-template.ts';
import { mayReceive, type SkipReason } from '../consent/may-receive.ts';
import { pausedUntil } from '../consent/pause.ts';
import type { Known, Place } from '../consent/suppressions.ts';
import type { Profile } from '../people/profile.ts';
import { bestTime } from '../timing/best-time.ts';
import type { Contact } from '../timing/caps.ts';
import { type DropReason, decideTiming, type Timing } from '../timing/decide.ts';
import type { Messaging } from '../timing/messaging.ts';
import { zonesOf } from '../timing/zones.ts';
import type { CampaignMessage } from './campaign.ts';
import { addressBy, topicOf } from './may-reach.ts';

/** By what messages are judged. */
export interface Judging {
  readonly templates: readonly Template[];
  readonly rules: Messaging;
  /** The business's, for people of whose own nothing is known. */
  readonly timezone: string;
  readonly known: Known;
}

/** Somebody who is to be sent a message, and what they were sent lately. */
interface Recipient {
  readonly profile: Profile;
  readonly message: CampaignMessage;
  readonly contacts: readonly Contact[];
}

/** What becomes of a message: it goes, waits, or is not sent. */
export type Fate =
  | Exclude<Timing, { kind: 'drop' }>
  | { readonly kind: 'drop'; readonly reason: DropReason | SkipReason };

/** Where a message may go, by any of its channels. */
export const placesOf = ({ profile, message }: Pick<Recipient, 'profile' | 'message'>): readonly Place[] =>
  message.channels.flatMap((channel) => {
    const address = addressBy(profile, channel);
    return address === undefined ? [] : [{ channel, address }];
  });

/** What the rules of sending say of a message at a moment, in milliseconds since 1970. */
export function fateOf(judging: Judging, recipient: Recipient, at: number): Fate {
  const { rules, timezone } = judging;
  const { profile, message, contacts } = recipient;
  const way = wayTo(judging, recipient, new Date(at));
  if ('skipped' in way) return { kind: 'drop', reason: way.skipped };
  const zones = zonesOf(profile, timezone, new Date(at));
  const pause = pausedUntil(profile, new Date(at));
  return decideTiming(rules, {
    message: { kind: 'marketing', channel: way.channel, priority: message.priority ?? 'normal' },
    zones,
    contacts,
    ...(pause !== undefined && { pausedUntil: Date.parse(pause) }),
    now: at,
    worthUntil: at + toMilliseconds(message.expires ?? rules.expires.marketing),
    ...(message.at && { best: bestTime([], zones.names[0], rules.bestHour, at) }),
    holds: 0,
    // A review tells from when on they go; each goes a little behind it.
    behind: 0,
  });
}

/** By which channel the message goes: the first by which the person may be sent it, be that after a pause. */
function wayTo(
  { templates, known }: Judging,
  { profile, message }: Recipient,
  now: Date,
): { readonly channel: ChannelId } | { readonly skipped: SkipReason } {
  const topic = topicOf(message, templates);
  let first: SkipReason | undefined;
  for (const channel of message.channels) {
    const address = addressBy(profile, channel);
    const addressRecord = address === undefined ? undefined : known({ channel, address });
    const permission = mayReceive({
      profile,
      kind: 'marketing',
      channel,
      address,
      addressRecord,
      topic,
      now,
    });
    if (!('skipped' in permission) || permission.skipped === 'paused') return { channel };
    first ??= permission.skipped;
  }
  return { skipped: first ?? 'no-channel' };
}
