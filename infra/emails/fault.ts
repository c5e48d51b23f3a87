/** One thing that is wrong with a source, where, and how to mend it. */
export interface Fault {
  /** Path from the project's root. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly sentence: string;
}

/** As compilers tell it, so that editors lead there: `workflows/templates/x/email.mjml:12: …`. */
export const shownFault = ({ file, line, sentence }: Fault): string => `${file}:${line}: ${sentence}`;

/** The line, from 1, of a place in a text. */
export const lineAt = (text: string, index: number): number => text.slice(0, index).split('\n').length;
