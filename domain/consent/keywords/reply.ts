import type { KeywordLanguage } from '../../../workflows/consent-rules.ts';
import type { Brand } from '../../messages/brand.ts';
import { inLocale, localeFor } from '../../messages/locale.ts';
import type { Profile } from '../../people/profile.ts';
import { type Heard, heardLanguages, type Keyword } from './keyword.ts';

type Sender = Pick<Brand, 'name' | 'staffEmail' | 'locale'>;
type Replies = Readonly<Record<Keyword, (brand: Sender) => string>>;

/**
 * What carriers want answered to each keyword: who writes, what was done, where help is, and the way out or back. In the
 * letters of GSM 03.38 alone, so that a reply stays one or two parts; a brand's name may cost more.
 */
const replies: Readonly<Record<KeywordLanguage, Replies>> = {
  en: {
    stop: ({ name }) =>
      `${name}: You are unsubscribed and get no more messages here. Reply START to get them again.`,
    help: ({ name, staffEmail }) =>
      `${name}: Messages about your bookings, and offers if you asked for them. Help: ${staffEmail}. Msg&data rates may apply, frequency varies. Reply STOP to opt out.`,
    start: ({ name }) =>
      `${name}: You get our messages here again, as before. Msg&data rates may apply, frequency varies. Reply HELP for help, STOP to opt out.`,
  },
  es: {
    stop: ({ name }) => `${name}: Se ha dado de baja y ya no recibe mensajes. Responda ALTA para recibirlos.`,
    help: ({ name, staffEmail }) =>
      `${name}: Mensajes sobre sus citas, y ofertas si las ha pedido. Ayuda: ${staffEmail}. Responda BAJA para no recibir nada.`,
    start: ({ name }) =>
      `${name}: Recibe otra vez nuestros mensajes, como antes. Responda AYUDA para ayuda, BAJA para no recibir nada.`,
  },
  de: {
    stop: ({ name }) =>
      `${name}: Sie sind abgemeldet und bekommen hier keine Nachrichten mehr. Mit START bekommen Sie sie wieder.`,
    help: ({ name, staffEmail }) =>
      `${name}: Nachrichten zu Ihren Terminen, und Angebote, wenn Sie sie wollten. Hilfe: ${staffEmail}. Mit STOP melden Sie sich ab.`,
    start: ({ name }) =>
      `${name}: Sie bekommen hier wieder unsere Nachrichten, wie zuvor. Mit HILFE gibt es Hilfe, mit STOP melden Sie sich ab.`,
  },
  fr: {
    stop: ({ name }) =>
      `${name} : vous ne recevez plus de messages ici. Répondez START pour les recevoir de nouveau.`,
    help: ({ name, staffEmail }) =>
      `${name} : messages sur vos rendez-vous, et offres si vous les avez voulues. Aide : ${staffEmail}. Répondez STOP pour ne plus rien recevoir.`,
    start: ({ name }) =>
      `${name} : vous recevez de nouveau nos messages, comme avant. Répondez AIDE pour de l'aide, STOP pour ne plus rien recevoir.`,
  },
};

/**
 * The reply to a keyword: in its language, where it is no English word; everybody knows those, so their reply is in the
 * person's language, else the business's. Always in one that is heard: an answer names words that can be sent back.
 */
export function replyTo(
  { keyword, language }: Heard,
  brand: Sender,
  { traits }: Pick<Profile, 'traits'>,
  languages = heardLanguages,
): string {
  const locale = language === 'en' ? localeFor(traits, brand) : language;
  const heard = languages.map((each) => [each, replies[each]] as const);
  const { [keyword]: reply } = inLocale(Object.fromEntries(heard), locale) ?? replies.en;
  return reply(brand);
}
