/** Words that add nothing to a choice. Whatever else stands beside one may change its meaning, so a person reads it. */
const words =
  "a about again all alright also and are at be being book booking by can come confirm could dear do down fine for give go going good great happy hello hey hi i i'd i'll i'm in is it it's lets let's lovely make many me my o'clock of ok okay on perfect please put reserve see sounds sure take that that'd that'll that's the then there this to us possible available free what how very want we'll well will with works would like you your yes yep yeah you'll choose pick prefer go super thank thanks thx cheers kind warm" +
  ' am an auch bei bitte bucht buchen da dann danke das dem den der die dir du eintragen euch fur ganz gern gerne gut guten gruss gibt hallo hatte haben hi ich ihnen ihr im in ist ja klar klingt komme kommen mal mich mir mochte nehme nehmen okay passt perfekt prima reservieren schon sehr sie super tag um uhr und uns vielen von wahle ware war wir wurde zu zum zusagen termin moglich frei wie es mit viele liebe schone beste freundliche freundlichen';

const fillers: ReadonlySet<string> = new Set(words.split(' '));

/** What people put under a text: a few words without a digit, at its end. */
const signOff =
  /\b(?:thanks|thank you|thx|cheers|regards|best|sincerely|yours|danke|vielen dank|gruss\w*|liebe grusse|lg|vg|mfg)\b[\s,.!–-]*(?:[\p{L}.'-]+[\s,]+){0,3}[\p{L}.'-]*[\s,]*$/u;

/**
 * The words of a text, as `plain` gives it, that may matter.
 * @param names those that the writer may sign with, and others that mean nothing here
 */
export const weighty = (text: string, names: ReadonlySet<string>): readonly string[] =>
  (text.replace(signOff, ' ').match(/[\p{L}\p{N}']+/gu) ?? []).filter(
    (word) => !fillers.has(word) && !names.has(word),
  );
