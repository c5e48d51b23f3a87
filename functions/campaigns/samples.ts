import type { CampaignMessage, Variant } from '../../domain/campaigns/campaign.ts';
import { topicOf } from '../../domain/campaigns/may-reach.ts';
import { fillWords } from '../../domain/campaigns/words.ts';
import type { TextRenderer } from '../../domain/channels/text-renderer.ts';
import { newProfile } from '../../domain/people/fold.ts';
import type { Profile } from '../../domain/people/profile.ts';
import type { ChannelId } from '../../workflows/channels.ts';
import type { Localised } from '../../workflows/templates/channel-content.ts';
import type { Template } from '../../workflows/templates/define-template.ts';
import type { Outside } from './outside.ts';

/** What one variant says on one channel to a person. */
export interface Sample {
  readonly variant: string;
  readonly channel: ChannelId;
  readonly template: string;
  readonly topic: string;
  readonly subject: string | null;
  readonly text: string;
  readonly html: string | null;
}

type Rendering = Pick<Outside, 'templates' | 'brand' | 'emails' | 'texts' | 'publicUrl'>;

/** Somebody of whom nothing is known but where they are reached. */
const nobody = newProfile('per_aaaaaaaaaaaaaaaaaaaaaaaa', '1970-01-01T00:00:00.000Z');

/** Links as a sample has them: they lead to the pages, and are nobody's. */
const linksTo = (publicUrl: string) => ({
  booking: `${publicUrl}/book`,
  unsubscribe: `${publicUrl}/unsubscribe`,
  preferences: `${publicUrl}/preferences`,
  refer: `${publicUrl}/refer`,
});

/** What each variant says on each of its channels to a person, or to somebody of whom nothing is known. */
export const samplesOf = (
  variants: readonly Variant[],
  outside: Rendering,
  person: Profile = nobody,
): readonly Sample[] =>
  variants.flatMap(({ id, send }) =>
    send ? send.channels.map((channel) => ({ variant: id, ...sample(send, channel, outside, person) })) : [],
  );

function sample(
  message: CampaignMessage,
  channel: ChannelId,
  { templates, brand, emails, texts, publicUrl }: Rendering,
  profile: Profile,
): Omit<Sample, 'variant'> {
  const topic = topicOf(message, templates);
  const found = templates.find(({ id }) => id === message.template);
  if (!found) throw new Error(`there is no template "${message.template}" (any more)`);
  const links = linksTo(publicUrl);
  const data = found.words ? fillWords(message.data, { profile, brand, links }) : message.data;
  const about = { channel, template: found.id, topic };
  if (channel === 'email') {
    const { subject, html, text } = emails.render(found, { profile, links, data });
    return { ...about, subject, text, html };
  }
  const task = {
    run: { id: '', person: profile.id, journey: '', version: '' },
    step: '',
    visit: 0,
    data,
  };
  const { title, body, lang } = wordsOn(channel, found, profile, texts);
  const words = (source: string): string =>
    texts.render(source, lang, { template: found, task, profile, links });
  return { ...about, subject: title === null ? null : words(title), text: words(body), html: null };
}

function wordsOn(
  channel: Exclude<ChannelId, 'email'>,
  template: Template,
  profile: Profile,
  renderer: Pick<TextRenderer, 'wordsFor'>,
): { readonly title: string | null; readonly body: string; readonly lang: string } {
  const untitled = (texts: Localised<string> = { default: '' }) => {
    const { words: body, lang } = renderer.wordsFor(texts, profile);
    return { title: null, body, lang };
  };
  switch (channel) {
    case 'sms':
      return untitled(template.sms);
    case 'social':
      return untitled(template.social);
    case 'push': {
      if (!template.push) return untitled();
      const { words, lang } = renderer.wordsFor(template.push, profile);
      return { ...words, lang };
    }
    case 'whatsapp': {
      if (!template.whatsapp) return untitled();
      const { words, lang } = renderer.wordsFor(template.whatsapp, profile);
      return { title: null, body: words.text ?? words.template?.body ?? '', lang };
    }
    // Systems are told of a message, and show no words.
    default:
      return untitled();
  }
}
