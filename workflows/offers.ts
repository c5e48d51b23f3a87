/** The offers that a person may claim, by the id that `Offer Claimed` carries. */
export const offers = {
  'oil-change': '20% off an oil change',
} as const satisfies Readonly<Record<string, string>>;
