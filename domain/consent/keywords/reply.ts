import type { KeywordLanguage } from '../../../workflows/consent-rules.ts';
import type { Brand } from '../../messages/brand.ts';
import type { Heard, Keyword } from './keyword.ts';

type Sender = Pick<Brand, 'name' | 'staffEmail'>;
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

/** The reply to a keyword, in its language. */
export const replyTo = ({ keyword, language }: Heard, brand: Sender): string =>
  replies[language][keyword](brand);
