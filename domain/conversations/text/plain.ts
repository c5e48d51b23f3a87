/** Nobody books in more words; what lies behind them is not looked at. */
const longest = 2000;

/**
 * What somebody wrote in the one form that the rules compare: lower case, without accents, emoji, invisible and
 * control characters, in one line with single spaces. `für Dienstag 🙂` is `fur dienstag`.
 */
export const plain = (text: string): string =>
  text
    .slice(0, longest)
    .normalize('NFKD')
    .replace(/[\p{M}\p{Cf}]/gu, '')
    .replace(/\p{Extended_Pictographic}|\p{Cc}|[\s\p{Zl}\p{Zp}]/gu, ' ')
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replace(/[‘’`´]/g, "'")
    .replace(/ +/g, ' ')
    .trim();
