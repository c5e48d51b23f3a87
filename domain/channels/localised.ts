import type { Localised } from '../../workflows/templates/channel-content.ts';
import { variantOf } from '../messages/locale.ts';

/** Words in a locale, `de-AT`, else `de`, else the default, and in which language they are; the default is English. */
export function wordsIn<Content>(
  texts: Localised<Content>,
  locale: string | undefined,
): { readonly words: Content; readonly lang: string } {
  const variant = variantOf(texts, locale);
  return variant === 'default'
    ? { words: texts.default, lang: 'en' }
    : { words: texts[variant] ?? texts.default, lang: variant };
}
