import type { Localised } from '../../workflows/templates/channel-content.ts';
import type { Profile } from '../people/profile.ts';
import type { TextRenderer } from './text-renderer.ts';

const byReply: Localised<string> = {
  default: 'Reply STOP to end',
  de: 'Abmelden: Antwort STOP',
  es: 'Responda STOP para no recibir más',
  fr: 'Répondez STOP pour arrêter',
};

const byLink: Localised<string> = {
  default: 'Stop:',
  de: 'Abmelden:',
  es: 'No recibir más:',
  fr: 'Arrêter :',
};

/**
 * How to leave, in the person's language: the last line of all marketing. US carriers want it in the first text and then
 * monthly, German and French law in each; who leaves costs no second text, so each has it.
 * @param link where to leave, for a sender that nobody can answer
 */
export const optOutLine = (
  texts: Pick<TextRenderer, 'wordsFor'>,
  profile: Pick<Profile, 'traits'>,
  link?: string,
): string =>
  link === undefined
    ? texts.wordsFor(byReply, profile).words
    : `${texts.wordsFor(byLink, profile).words} ${link}`;
