import { askedToBook } from './asked-to-book.ts';
import { askedToChange } from './asked-to-change.ts';
import { choseTime } from './chose-time.ts';
import { claimedOffer } from './claimed-offer.ts';
import type { Rule } from './rule.ts';

/** Every rule, in the order in which they are asked; the first that takes a message for something has it. */
export const conversationRules: readonly Rule[] = [choseTime, askedToChange, askedToBook, claimedOffer];
