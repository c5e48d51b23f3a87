import { plain } from './plain.ts';
import { asks } from './signals.ts';

/** Characters of what a machine may take for one wish and nothing else. */
const longest = 400;

/** Whether a text asks something that is not about `this`, or says so much that a person should read it. */
export const saysMore = (text: string, isAboutThis: (said: string) => boolean): boolean =>
  text.length > longest ||
  text
    .split(/(?<=[.!?\n])/)
    .map(plain)
    .some((sentence) => asks(sentence) && !isAboutThis(sentence));
