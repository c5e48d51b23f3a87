const digits = 20;

/** A place in a stream as AWS writes it: 21 digits, in which the order of numbers and of texts is the same. */
export const sequenceText = (number: number): string => `1${String(number).padStart(digits, '0')}`;

/** Undefined for what is no sequence number of ours. */
export function readSequence(text: string): number | undefined {
  const number = /^1\d{20}$/.test(text) ? Number(text.slice(1)) : Number.NaN;
  return Number.isSafeInteger(number) ? number : undefined;
}
