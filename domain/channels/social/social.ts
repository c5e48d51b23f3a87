import * as z from 'zod/mini';
import type { Centre } from '../../centre/centre.ts';
import type { Brand } from '../../messages/brand.ts';
import { withTracked } from '../../messages/tracked-text.ts';
import { addressOf } from '../address-of.ts';
import type { Channel, Message } from '../channel.ts';
import type { Part } from '../settings.ts';
import { TextRenderer } from '../text-renderer.ts';
import { longestText, mayWrite, sendAsPage, type Writing } from './messenger.ts';

const token = 'must be a page’s access token';

/** The business's page, as the owner connects it: `{"accessToken": "…"}`, a page's token that may send messages. */
export const pageSchema = z.object({ accessToken: z.string(token).check(z.minLength(1, token)) });

export interface SocialOptions {
  readonly brand: Brand;
  readonly centre: Centre;
  /** Undefined where the owner has connected no page. */
  readonly page: Part<z.output<typeof pageSchema>>;
}

/** As what a message may be written now: staff's own words for seven days after the person's, all else for 24 hours. */
function writing({
  template,
  profile,
  now,
}: Pick<Message, 'template' | 'profile' | 'now'>): Writing | undefined {
  const may = mayWrite(profile.lastInbound?.social, now);
  return may === 'answer' || template.byStaff ? may : undefined;
}

/** The business's page on Facebook, by Messenger: an answer to who wrote to it just before, and nothing else. */
export function socialChannel({ brand, centre, page }: SocialOptions): Channel {
  const texts = new TextRenderer(brand, centre);
  return {
    id: 'social',
    addressOf: (profile) => addressOf(profile, 'social'),
    async closed(message) {
      if (!(await page(message.now))) return 'no-channel';
      return writing(message) ? undefined : 'window-closed';
    },
    // Whom the page does not reach, it may not write to before they write again.
    without({ lastInbound: { social: _, ...lastInbound } = {}, ...profile }) {
      return { ...profile, lastInbound };
    },
    async prepare(message) {
      const { template, to, now } = message;
      const connected = await page(now);
      if (!connected) throw new Error('social: the owner has connected no page');
      if (!template.social) throw new Error(`template "${template.id}" has nothing for the channel "social"`);
      const { words, lang } = texts.wordsFor(template.social, message.profile);
      const said = texts.render(words, lang, message);
      const text = withTracked(said, message.tracking);
      if (text.length > longestText)
        throw new Error(
          `template "${template.id}": ${text.length} characters; a page's message may have ${longestText}`,
        );
      const as = writing(message) ?? 'answer';
      return () => sendAsPage(connected.accessToken, { to, text, as });
    },
  };
}
