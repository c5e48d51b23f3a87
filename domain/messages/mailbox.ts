import { oneLine } from './one-line.ts';

/** An RFC 2047 encoded word is at most 75 characters: 45 bytes in base64 and its frame. */
const bytesPerWord = 45;

function encodedWords(text: string): string {
  const words = [''];
  for (const character of text) {
    const last = words.at(-1) ?? '';
    if (Buffer.byteLength(last + character) > bytesPerWord) words.push(character);
    else words[words.length - 1] = last + character;
  }
  return words.map((word) => `=?UTF-8?B?${Buffer.from(word).toString('base64')}?=`).join(' ');
}

/** `"Name" <address>` as RFC 5322 wants it: the name quoted, or encoded when it is not ASCII. */
export function mailbox(name: string, address: string): string {
  const shown = oneLine(name);
  const phrase = /^[\x20-\x7e]*$/.test(shown) ? `"${shown.replace(/["\\]/g, '\\$&')}"` : encodedWords(shown);
  return `${phrase} <${oneLine(address)}>`;
}
