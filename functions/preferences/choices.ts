import { addressOf } from '../../domain/channels/address-of.ts';
import { all, consentKey, hasConsent, partsOf } from '../../domain/consent/consents.ts';
import { isPending } from '../../domain/consent/double-opt-in.ts';
import type { Profile } from '../../domain/people/profile.ts';
import { audiences } from '../../workflows/audiences.ts';
import { topicSettings, topics } from '../../workflows/topics.ts';

/** One thing that a person may choose to receive or not: a topic by a channel. */
export interface Choice {
  /** `channel/topic`, as in a profile's consents. */
  readonly key: string;
  readonly channel: string;
  readonly topic: string;
  /** What the person is shown, and so consents to. */
  readonly wording: string;
  /** Ticked: it stands, or stands as soon as the person confirms it. */
  readonly chosen: boolean;
  readonly pending: boolean;
}

/** A channel that a person can choose, in words. */
export interface ChannelWords {
  readonly name: string;
  /** As the end of a sentence about a topic. */
  readonly by: string;
  /** What it means. */
  readonly about: string;
}

const channelWords: ReadonlyMap<string, ChannelWords> = new Map([
  ['email', { name: 'Email', by: 'by email', about: 'An email now and then; each has a link to leave.' }],
  [
    'sms',
    {
      name: 'Text message',
      by: 'by text message',
      about: 'A text to your phone. Answer STOP and there are no more.',
    },
  ],
  [
    'whatsapp',
    { name: 'WhatsApp', by: 'on WhatsApp', about: 'A message from our account. Answer STOP to end them.' },
  ],
  [
    'push',
    {
      name: 'Notifications',
      by: 'as notifications on my devices',
      about: 'Shown on the devices where you allowed them.',
    },
  ],
  [
    'ads',
    {
      name: 'Ads',
      by: 'as ads on other sites',
      about:
        'Other sites may show you our offers. For that, ad networks get your email address and phone number in a scrambled form, and are told to forget it when you untick this.',
    },
  ],
]);

/** How the page speaks of a channel; a channel without words is not a person's to choose. */
export const wordsOf = (channel: string): ChannelWords | undefined => channelWords.get(channel);

/** A topic's name, made of its id for one that was only ever consented to. */
export const topicName = (topic: string): string =>
  topicSettings(topic)?.title ?? topic.replace(/[-_]+/g, ' ').replace(/^./, (first) => first.toUpperCase());

/** Offered to whom they reach; every channel also to who was asked about it before. */
const byAddress = ['email', 'sms', 'whatsapp', 'ads'];

/** The topics of which there are ads. */
const advertised: ReadonlySet<string> = new Set(Object.values(audiences).map(({ topic }) => topic));

/** Ads are offered of what is advertised, or was agreed to; messages may be about any topic. */
const isThere = ({ consents }: Profile, channel: string, topic: string): boolean =>
  channel !== 'ads' || advertised.has(topic) || consents[consentKey(channel, topic)] !== undefined;

/** What a person can choose from: every topic by every channel that is theirs and has it. @param at now, ISO 8601 */
export function choicesOf(profile: Profile, at: string): readonly Choice[] {
  const asked = Object.keys(profile.consents).map(partsOf);
  const theirs = new Set([
    ...byAddress.filter((channel) => addressOf(profile, channel) !== undefined),
    ...asked.map(({ channel }) => channel),
  ]);
  const offered = [...channelWords].filter(([channel]) => theirs.has(channel));
  const known = new Set([...Object.keys(topics), ...asked.map(({ topic }) => topic)]);
  return [...known]
    .filter((topic) => topic !== all)
    .flatMap((topic) =>
      offered.flatMap(([channel, { by }]): readonly Choice[] => {
        if (!isThere(profile, channel, topic)) return [];
        const key = consentKey(channel, topic);
        const pending = isPending(profile.consents[key], at);
        const chosen = pending || hasConsent(profile, channel, topic);
        return [{ key, channel, topic, wording: `${topicName(topic)} ${by}`, pending, chosen }];
      }),
    );
}
