/** Control characters but tab and line feed, and the marks that turn the direction of the text around them. */
const unprintable = /(?![\t\n])\p{Cc}|[\u202a-\u202e\u2066-\u2069\ufeff]/gu;

/** Text of a stranger as it may be kept and shown: whole Unicode, line feeds for line ends, nothing that steers a terminal. */
export const printable = (text: string): string =>
  text.toWellFormed().replace(/\r\n?/g, '\n').replace(unprintable, '');

/** The beginning of a text that takes at most so many bytes of UTF-8, never half a character. */
export function atMostBytes(text: string, bytes: number): string {
  const all = new TextEncoder().encode(text);
  if (all.length <= bytes) return text;
  return new TextDecoder().decode(all.subarray(0, bytes), { stream: true });
}
