/** An event that a customer or the till sent, and was told that it was taken. */
export interface Accepted {
  readonly email: string;
  readonly messageId: string;
  readonly event: string;
  /** ISO 8601. */
  readonly at: string;
}

/** What somebody wrote to us, by whatever channel, that its provider took. */
interface Written {
  readonly email: string;
  readonly channel: string;
  /** The provider's id of it. */
  readonly id: string;
  readonly text: string;
}

/** From when on somebody gets no marketing, and until when, in milliseconds since 1970. */
interface Break {
  readonly email: string;
  readonly from: number;
  until: number;
}

/** What customers and the till remember: what they were promised, and what they asked for. */
export class Journal {
  readonly accepted: Accepted[] = [];
  /** When a person was told that all marketing has ended, in milliseconds since 1970. */
  readonly unsubscribed = new Map<string, number>();
  /** Bookings that a page confirmed: how often each address was told so, and of cancellations. */
  readonly booked = new Map<string, number>();
  readonly cancelled = new Map<string, number>();
  readonly written: Written[] = [];
  /** Breaks from marketing that a page confirmed. */
  readonly breaks: Break[] = [];
  /** When START was written, in milliseconds since 1970, by the number that wrote it. */
  readonly started = new Map<string, number[]>();
  /** How often a coupon was taken by the till, by code. */
  readonly redeemed = new Map<string, number>();
  /** What happened lately, oldest first, for a report. */
  readonly lines: string[] = [];
  /** Calls that were given up, since no attempt was answered. */
  givenUp = 0;
}
