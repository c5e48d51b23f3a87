import { type Tracking, tracked } from './tracking.ts';

/** An address in plain text, without the punctuation of the sentence that it ends. */
const address = /https?:\/\/[^\s<>"]*[^\s<>".,;:!?)\]'’”]/gi;

/** A text with what becomes of each of its addresses; what only begins like one stays as it is. */
export const withAddresses = (text: string, become: (address: string) => string): string =>
  text.replace(address, (each) => (URL.canParse(each) ? become(each) : each));

/** A text whose addresses tell of the message that they are in; see `tracked`. */
export const withTracked = (text: string, tracking: Tracking | undefined): string =>
  withAddresses(text, (each) => tracked(each, tracking));
