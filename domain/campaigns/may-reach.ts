import type { ChannelId } from '../../workflows/channels.ts';
import type { Template } from '../../workflows/templates/define-template.ts';
import { addressOf } from '../channels/address-of.ts';
import { mayReceive, type SkipReason } from '../consent/may-receive.ts';
import type { Profile } from '../people/profile.ts';
import type { CampaignDocument, CampaignMessage } from './campaign.ts';

/**
 * Why a campaign passes a person over: they could not be sent it, are not known (any more), or were reached as another whom they
 * were merged with.
 */
export type PassedOver = SkipReason | 'unknown' | 'reached-already';

/** What a message is about: what the campaign says where the template takes its words from it. @throws Error */
export function topicOf({ template: id, topic }: CampaignMessage, templates: readonly Template[]): string {
  const template = templates.find((each) => each.id === id);
  if (template?.kind !== 'marketing') throw new Error(`there is no marketing template "${id}" (any more)`);
  return (template.words && topic) || template.topic;
}

/** Where a channel would reach a person; what belongs to the business itself is reached without the person. */
export const addressBy = (profile: Profile, channel: ChannelId): string | undefined => {
  if (channel === 'push') return profile.pushSubscriptions?.at(-1)?.endpoint;
  return channel === 'webhook' ? profile.id : addressOf(profile, channel);
};

function refusalOf(
  message: CampaignMessage,
  profile: Profile,
  templates: readonly Template[],
  now: Date,
): SkipReason | undefined {
  const topic = topicOf(message, templates);
  let first: SkipReason | undefined;
  for (const channel of message.channels) {
    const address = addressBy(profile, channel);
    const permission = mayReceive({ profile, kind: 'marketing', channel, address, topic, now });
    if (!('skipped' in permission) || permission.skipped === 'paused') return undefined;
    first ??= permission.skipped;
  }
  return first;
}

/**
 * Why a campaign passes a person over; undefined for those whom it reaches. Asked before anybody is assigned, and of every
 * variant alike, so that whoever gets one could have got another, or nothing: else no comparison would be fair. Consent is
 * asked again when the message goes.
 */
export function passedOver(
  { variants }: Pick<CampaignDocument, 'variants'>,
  profile: Profile | undefined,
  templates: readonly Template[],
  now: Date,
): SkipReason | 'unknown' | undefined {
  if (!profile) return 'unknown';
  for (const { send } of variants) {
    const refusal = send && refusalOf(send, profile, templates, now);
    if (refusal) return refusal;
  }
  return undefined;
}
