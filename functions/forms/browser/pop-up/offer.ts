/** What a pop-up offers, and how it says so. */
export interface Offer {
  /** The offer's id, which `Offer Claimed` carries; links to `#<id>` open its pop-up. */
  readonly offer: string;
  /** What the person is asked to consent to. */
  readonly topic: string;
  readonly title: string;
  readonly intro: string;
  /** To somebody whose address is known. */
  readonly again: string;
}
