import { consentRules, type KeywordLanguage } from '../../../workflows/consent-rules.ts';

/** What a whole message of one word asks for, on a channel that has no links to click. */
export type Keyword = 'stop' | 'help' | 'start';

type Words = Readonly<Record<Keyword, readonly string[]>>;

/**
 * Upper case, without accents and spaces. English: what CTIA's Messaging Principles and the FCC's rule on revoking consent
 * (47 CFR 64.1200(a)(10)) name. YES is not among them, though carriers know it: people say it to our questions.
 */
const words: Readonly<Record<KeywordLanguage, Words>> = {
  en: {
    stop: ['STOP', 'STOPALL', 'UNSUBSCRIBE', 'CANCEL', 'END', 'QUIT', 'REVOKE', 'OPTOUT'],
    help: ['HELP', 'INFO'],
    start: ['START', 'UNSTOP', 'SUBSCRIBE', 'RESUME'],
  },
  es: {
    stop: ['ALTO', 'PARAR', 'BAJA', 'CANCELAR', 'DETENER', 'TERMINAR'],
    help: ['AYUDA'],
    start: ['ALTA', 'INICIAR', 'COMENZAR'],
  },
  de: {
    stop: ['STOPP', 'ABMELDEN', 'ABBESTELLEN', 'ENDE', 'BEENDEN'],
    help: ['HILFE'],
    start: ['ANMELDEN', 'STARTEN'],
  },
  fr: {
    stop: ['ARRET', 'ARRETER', 'DESABONNER', 'DESINSCRIRE', 'ANNULER'],
    help: ['AIDE'],
    start: ['DEMARRER', 'COMMENCER', 'REPRENDRE'],
  },
};

export interface Heard {
  readonly keyword: Keyword;
  readonly language: KeywordLanguage;
}

/** Accents, case, space, quotes and full stops are how people write, not what they say. */
const bare = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/[\p{M}\p{P}\p{Z}\s]/gu, '')
    .toUpperCase();

const byWord = (languages: readonly KeywordLanguage[]): ReadonlyMap<string, Heard> =>
  new Map(
    // English last, so that it is heard where two languages share a word.
    [...languages.filter((language) => language !== 'en'), 'en' as const].flatMap((language) =>
      (Object.keys(words[language]) as Keyword[]).flatMap((keyword) =>
        words[language][keyword].map((word) => [word, { keyword, language }] as const),
      ),
    ),
  );

/** The languages whose keywords are heeded. */
export const heardLanguages = consentRules.keywordLanguages;

const known = byWord(heardLanguages);

/** The keyword that a message is; undefined for one that says anything else, also beside a keyword. */
export const keywordIn = (text: string, heard = known): Heard | undefined =>
  text.length > 100 ? undefined : heard.get(bare(text));

/** The keywords of these languages, and English. */
export const keywordsOf = byWord;
