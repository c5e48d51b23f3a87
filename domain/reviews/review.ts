import { momentOf } from '../consent/moment.ts';
import { countedAt } from '../events/happened-at.ts';
import type { RecordedEvent } from '../events/recorded-event.ts';
import type { Profile } from '../people/profile.ts';
import type { Item } from '../table.ts';

/** What a person said about a booking, as last edited. Times are ISO 8601 in UTC. */
export interface Review extends Item {
  readonly person: string;
  readonly bookingId: string;
  /** The booking's service; null where no booking of that id is on the person's timeline. */
  readonly service: string | null;
  /** 1 to 5. */
  readonly stars: number;
  readonly text: string | null;
  /** When it was first submitted; its place among all reviews. */
  readonly at: string;
  /** When it was edited last; null if never. */
  readonly editedAt: string | null;
  /** How often it was edited. */
  readonly edits: number;
}

/** When an event's review was given, ISO 8601: our page's word, and an import's of the past, count for that. */
export const saidAt = (event: RecordedEvent): string =>
  event.historical ? countedAt(event) : momentOf(event);

/** When a person's booking was first reviewed, ISO 8601; undefined for one that was not. */
export const reviewedSince = (
  { reviews = [] }: Pick<Profile, 'reviews'>,
  bookingId: string,
): string | undefined => reviews.find((review) => review.bookingId === bookingId)?.at;

/** In whose name a person's review of a booking lies: their own, or theirs who was merged into them. */
export const reviewerOf = (
  { id, reviews = [] }: Pick<Profile, 'id' | 'reviews'>,
  bookingId: string,
): string => reviews.find((review) => review.bookingId === bookingId)?.by ?? id;

const day = 86_400_000;

/** Whether a review first submitted `since` may still be edited: for a day. Both are ISO 8601. */
export const mayEdit = (since: string, at: string): boolean => Date.parse(at) - Date.parse(since) <= day;
