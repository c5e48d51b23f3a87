import type { Understood } from '../rules/rule.ts';
import { book } from './book.ts';
import { claimOffer } from './claim-offer.ts';
import { linkToChange } from './link-to-change.ts';
import { offerForAsking } from './offer-times.ts';
import type { Decide, Deciding, Outcome } from './outcome.ts';

const outcomes: { readonly [K in Understood['kind']]: Decide<K> } = {
  'chose-time': book,
  'asked-to-book': offerForAsking,
  'asked-to-change': linkToChange,
  'claimed-offer': claimOffer,
};

/** Decides what becomes of a message that a rule took for something; undefined where staff are to say that. */
export const decide = (understood: Understood, deciding: Deciding): Promise<Outcome | undefined> =>
  (outcomes[understood.kind] as Decide<Understood['kind']>)(understood, deciding);
