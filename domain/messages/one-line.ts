/** Longer subjects are cut by every inbox; a name typed by a stranger must not make one that SES refuses. */
const longest = 250;

/** Text that is one line whatever it was, so that nothing in it can become a header of its own. */
export const oneLine = (text: string): string =>
  [...text.replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ').trim()].slice(0, longest).join('');
