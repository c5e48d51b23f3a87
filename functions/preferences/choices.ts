import { all, consentKey, hasConsent, partsOf } from '../../domain/consent/consents.ts';
import type { Profile } from '../../domain/people/profile.ts';
import { topics } from '../../workflows/topics.ts';

/** One thing that a person may choose to receive or not. */
export interface Choice {
  /** `channel/topic`, as in a profile's consents. */
  readonly key: string;
  readonly channel: string;
  readonly topic: string;
  /** What the person is shown, and so consents to. */
  readonly wording: string;
  readonly chosen: boolean;
}

/** Always offered; the other channels are once the person has consented to them somewhere. */
const everybodys = ['email', 'ads'];

/** How the page says that a topic comes by a channel. A channel that is not among them is not a person's to choose. */
const byChannel: Readonly<Record<string, string>> = {
  email: 'by email',
  sms: 'by text message',
  whatsapp: 'on WhatsApp',
  push: 'as notifications on my devices',
  ads: 'as ads on other sites',
};

/** A topic's name, made of its id for one that was only ever consented to. */
export const topicName = (topic: string): string =>
  (topics as Readonly<Record<string, string>>)[topic] ??
  topic.replace(/[-_]+/g, ' ').replace(/^./, (first) => first.toUpperCase());

/** What a person can choose from: every known topic, and whatever they were asked about before. */
export function choicesOf(profile: Profile): readonly Choice[] {
  const offered = Object.keys(topics).flatMap((topic) =>
    everybodys.map((channel) => consentKey(channel, topic)),
  );
  const keys = new Set([...offered, ...Object.keys(profile.consents)]);
  return [...keys].flatMap((key) => {
    const { channel, topic } = partsOf(key);
    const by = byChannel[channel];
    if (!by || topic === all) return [];
    const wording = `${topicName(topic)} ${by}`;
    return [{ key, channel, topic, wording, chosen: hasConsent(profile, channel, topic) }];
  });
}
