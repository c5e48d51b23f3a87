import type { Localised } from '../../workflows/templates/channel-content.ts';
import { localeOf, variantOf } from '../messages/locale.ts';
import type { Profile } from '../people/profile.ts';

/** Words in the person's own language, `de-AT`, else `de`, else the default, and which that is; the default is English. */
export function wordsFor<Content>(
  texts: Localised<Content>,
  { traits }: Pick<Profile, 'traits'>,
): { readonly words: Content; readonly lang: string } {
  const variant = variantOf(texts, localeOf(traits));
  return variant === 'default'
    ? { words: texts.default, lang: 'en' }
    : { words: texts[variant] ?? texts.default, lang: variant };
}

/** Words in the person's own language. */
export const localised = <Content>(texts: Localised<Content>, profile: Pick<Profile, 'traits'>): Content =>
  wordsFor(texts, profile).words;
