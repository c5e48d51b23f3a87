import type { Localised } from '../../workflows/templates/channel-content.ts';
import { inLocale, localeOf } from '../messages/locale.ts';
import type { Profile } from '../people/profile.ts';

/** The text in the person's own language: `de-AT`, else `de`, else the default. */
export const localised = <Content>(texts: Localised<Content>, { traits }: Pick<Profile, 'traits'>): Content =>
  inLocale<Content>(texts, localeOf(traits)) ?? texts.default;
