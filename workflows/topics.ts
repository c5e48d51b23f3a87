/** What a person may consent to hear about; journeys and marketing templates name one of these ids. */
export const topics = {
  offers: 'Offers and discounts',
} as const satisfies Readonly<Record<string, string>>;

export type Topic = keyof typeof topics;
