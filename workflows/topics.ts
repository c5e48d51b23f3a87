/** Consents that an email to the person can confirm: it proves whose mailbox it is, not whose phone. */
type Confirmable = 'email' | 'ads';

interface TopicSettings {
  readonly title: string;
  /** What it is, in a sentence for the person who chooses. */
  readonly about: string;
  /**
   * Double opt-in: a consent given on a form counts only when the person confirms it from their mailbox, on these
   * channels or, with `true`, on every one that an email can confirm. See docs/consent.md.
   */
  readonly doubleOptIn?: true | readonly Confirmable[];
}

/** What a person may consent to hear about; journeys and marketing templates name one of these ids. */
export const topics = {
  offers: {
    title: 'Offers and discounts',
    about: 'Money off what we do, when there is some.',
  },
  news: {
    title: 'News and tips',
    about: 'What is new with us, and how to look after your car; at most once a month.',
    doubleOptIn: true,
  },
} as const satisfies Readonly<Record<string, TopicSettings>>;

export type Topic = keyof typeof topics;

/** The settings of a topic; undefined for one that was only ever consented to. */
export const topicSettings = (topic: string): TopicSettings | undefined =>
  Object.hasOwn(topics, topic) ? topics[topic as Topic] : undefined;
