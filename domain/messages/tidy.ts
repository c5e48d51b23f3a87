/** Text without blanks at its lines' ends and beginnings, and with one blank line between paragraphs at most. */
export const tidy = (text: string): string =>
  text
    .replace(/[^\S\n]*\n[^\S\n]*/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
