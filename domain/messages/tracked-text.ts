import { type Tracking, tracked } from './tracking.ts';

/** An address in plain text, without the punctuation of the sentence that it ends. */
const address = /https?:\/\/[^\s<>"]*[^\s<>".,;:!?)\]'’”]/gi;

/** A text whose addresses tell of the message that they are in; see `tracked`. What only begins like one stays as it is. */
export const withTracked = (text: string, tracking: Tracking | undefined): string =>
  text.replace(address, (each) => (URL.canParse(each) ? tracked(each, tracking) : each));
