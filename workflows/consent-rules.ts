import { type Duration, days, hours } from './duration.ts';

/** Languages of which we know the keywords by which people leave a channel that has no links. */
export type KeywordLanguage = 'en' | 'es' | 'de' | 'fr';

interface ConsentRules {
  /** How long a consent waits to be confirmed. */
  readonly confirmWithin: Duration;
  /** After how long an address may be asked again to confirm. */
  readonly confirmAgainAfter: Duration;
  /** How long the preference page pauses marketing. */
  readonly pauseFor: Duration;
  /** So many soft bounces within so long, without a delivery between them, suppress an address for so long. */
  readonly softBounces: { readonly most: number; readonly within: Duration; readonly suppressFor: Duration };
  /** Whose words for STOP, HELP and START are heeded. English always is: carriers ask for it. */
  readonly keywordLanguages: readonly KeywordLanguage[];
}

/** The business's rules about consent, beside what each topic says of itself. */
export const consentRules: ConsentRules = {
  confirmWithin: days(7),
  confirmAgainAfter: hours(1),
  pauseFor: days(30),
  softBounces: { most: 3, within: days(30), suppressFor: days(30) },
  keywordLanguages: ['en', 'es', 'de'],
};
