import { quote } from '../../workflows/sentences.ts';
import type { Values } from './cells.ts';

/** The form of a text without what it says: `Ada-42 +1` is `Aaa-99 +9`. */
const formOf = (text: string): string =>
  text
    .replaceAll(/\p{Lu}/gu, 'A')
    .replaceAll(/(?!A)\p{L}/gu, 'a')
    .replaceAll(/\p{N}/gu, '9');

/** Every text and number that a row says, however deep. */
function* said(value: unknown): Generator<string, void, undefined> {
  if (typeof value === 'string' || typeof value === 'number') {
    yield String(value);
    if (typeof value === 'string') yield value.trim();
  } else if (typeof value === 'object' && value !== null) {
    yield JSON.stringify(value);
    for (const each of Object.values(value)) yield* said(each);
  }
}

/**
 * Of what was found wrong with a row the sentence that may be kept: what it quotes of the row is shown by its form alone, so that
 * nothing of a person stays behind who is erased, or was never taken. Whoever has the file has its line.
 */
export const unquoted = (reason: string, values: Values): string => {
  let kept = reason;
  for (const text of new Set(said(values))) kept = kept.replaceAll(quote(text), () => quote(formOf(text)));
  return kept;
};
