import type { Item } from '../table.ts';
import type { Answer, Goal } from './goals.ts';
import type { Origin } from './origin.ts';

/** A run of a campaign that the person was assigned to before, held out or not. */
export interface Exposure {
  readonly campaign: string;
  readonly run: string;
  readonly variant: string;
  /** How many whole days of 24 hours lay between the two. */
  readonly days: number;
}

/**
 * What an event of a person's timeline comes to in reports, and to what it is owed. Found once, by the timeline up to
 * the event, so that it never changes; kept beside the event, so that somebody who asks why a channel has the credit can read it.
 */
export interface Outcome extends Item {
  /** When it counts, ISO 8601: when its event was recorded, or of one of the past when that happened. */
  readonly at: string;
  readonly what: Goal | Answer;
  /** Revenue, in cents of the business's currency. */
  readonly cents?: number;
  /** Of a review. */
  readonly stars?: number;
  /** What led to it, the oldest first; none where nothing is known to have. */
  readonly touches: readonly Origin[];
  /** The campaigns whose first such outcome with this person it is. */
  readonly exposures?: readonly Exposure[];
  /** The segments that the person was in. */
  readonly segments?: readonly string[];
}
