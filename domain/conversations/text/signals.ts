/** Signals are looked for in text as `plain` gives it: English and German without accents. */

const anyOf = (...patterns: readonly string[]): RegExp => new RegExp(`\\b(?:${patterns.join('|')})\\b`);

const refusing = anyOf(
  'not',
  'no',
  'nope',
  'none',
  'neither',
  'never',
  'nothing',
  'without',
  "\\w+n't",
  '(?:do|does|did|can|could|wo|would|should|is|are|was|has|have)nt',
  'cannot',
  'unable',
  'except',
  'instead',
  'unfortunately',
  'stop',
  'unsubscribe',
  'nicht',
  'nichts',
  'kein\\w*',
  'nein',
  'nie',
  'niemals',
  'ohne',
  'leider',
  'statt\\w*',
  'ausser',
  'abmelden',
  'abbestellen',
);

/** Whether a text says no to something. What, no rule tries to tell: a person reads it. */
export const refuses = (text: string): boolean => refusing.test(text);

/** Whether it asks something, so that more than a choice may be meant. */
export const asks = (text: string): boolean => text.includes('?');

const booking = anyOf(
  'book\\w*',
  'appointments?',
  'slots?',
  'schedule',
  'reserve',
  'reservation',
  'sign me up',
  'come (?:in|by|over|round)',
  'drop (?:in|by)',
  'bring (?:it|my|the|her|him)',
  'when can i',
  'make a time',
  'termine?n?',
  'buche?n?',
  'reservieren?',
  'vereinbaren?',
  'vorbei ?(?:kommen|bringen|schauen)',
  'wann (?:kann|konnte|darf) ich',
);

/** Whether it asks for an appointment. */
export const asksToBook = (text: string): boolean => booking.test(text);

const changing = anyOf(
  'cancel\\w*',
  're-?schedul\\w*',
  're-?book\\w*',
  'postpone\\w*',
  'call off',
  '(?:another|different|other|new|later|earlier) (?:time|day|date|appointment|slot)',
  "(?:can't|cannot|cant|won't|unable to|not able to) (?:make|come|keep|attend)",
  '(?:move|change|shift|push) (?:\\w+ ){0,2}(?:appointment|booking|time|date|it)',
  'absagen?',
  'abzusagen',
  'sage? \\w+ (?:\\w+ )?ab',
  'stornier\\w*',
  'verschieb\\w*',
  'zu verschieben',
  'umbuch\\w*',
  'verleg\\w*',
  '(?:anderer|anderen|neuer|neuen|spateren|fruheren) (?:termin|tag|zeit)',
  'andere (?:uhr)?zeit',
  'kann (?:\\w+ ){0,3}nicht (?:kommen|wahrnehmen|einhalten)',
  'schaffe? (?:\\w+ ){0,3}nicht',
);

/** Whether it asks to cancel an appointment, or to move it. */
export const asksToChange = (text: string): boolean => changing.test(text);

const agreeing = anyOf(
  'yes',
  'yep',
  'yeah',
  'sure',
  'interested',
  'please do',
  'ja',
  'gerne?',
  'klar',
  'interesse',
  'interessiert',
);

/** Who agrees in more words says something else as well. */
const mostWords = 8;

/** Whether it says yes, and little else. */
export const agrees = (text: string): boolean => agreeing.test(text) && text.split(' ').length <= mostWords;

const wanting = anyOf(
  'want',
  'get',
  'claim',
  'like',
  'interested',
  'have',
  'please',
  'offer',
  'deal',
  'discount',
  'coupon',
  'voucher',
  'code',
  'off',
  'mochte',
  'will',
  'hatte',
  'bitte',
  'angebot',
  'rabatt',
  'gutschein',
);

/** Whether it asks for something to be given. */
export const wants = (text: string): boolean => wanting.test(text);
