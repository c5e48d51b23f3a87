import type { Localised } from '../../workflows/templates/channel-content.ts';
import { textAt } from '../consent/text-at.ts';
import type { Profile } from '../people/profile.ts';

/** A person's locale as a template writes it, `de-AT` also where their browser or app says `de_at`. */
function localeOf({ traits }: Pick<Profile, 'traits'>): string {
  const [language = '', region] = (textAt(traits, 'locale') ?? textAt(traits, 'language') ?? '').split(
    /[-_]/,
  );
  return region ? `${language.toLowerCase()}-${region.toUpperCase()}` : language.toLowerCase();
}

/** The text in the person's own language: `de-AT`, else `de`, else the default. */
export function localised<Content>(texts: Localised<Content>, person: Pick<Profile, 'traits'>): Content {
  const locale = localeOf(person);
  const [language = ''] = locale.split('-');
  const found = [locale, language].find((each) => Object.hasOwn(texts, each));
  return (found === undefined ? undefined : texts[found]) ?? texts.default;
}
