/** The GSM 03.38 alphabet, which carries 160 characters in a text. */
const gsm = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
);

/** Its extension, whose characters take two places. */
const extension = new Set('\f^{}\\[~]|€');

/** What typography makes of plain characters; one of them in a text would more than halve its room. */
const plain: Readonly<Record<string, string>> = {
  '’': "'",
  '‘': "'",
  '“': '"',
  '”': '"',
  '„': '"',
  '–': '-',
  '—': '-',
  '…': '...',
  '\u00a0': ' ',
  '\u202f': ' ',
  '•': '-',
};

/** The text in plain characters where typography has plain ones. */
export const plainText = (text: string): string =>
  text.replace(/[’‘“”„–—…\u00a0\u202f•]/g, (character) => plain[character] ?? character);

/**
 * The parts in which carriers send a text, and in which it is billed: 160 characters of GSM's alphabet or 70 of any
 * other in one; 153 or 67 in each of several. https://docs.aws.amazon.com/sms-voice/latest/userguide/sms-limitations-character.html
 */
export function segmentsOf(text: string): number {
  const characters = [...text];
  const isGsm = characters.every((each) => gsm.has(each) || extension.has(each));
  if (!isGsm) return text.length <= 70 ? 1 : Math.ceil(text.length / 67);
  const places = characters.reduce((sum, each) => sum + (extension.has(each) ? 2 : 1), 0);
  return places <= 160 ? 1 : Math.ceil(places / 153);
}
