import type { Item } from '../table.ts';
import type { Condition } from './language/condition.ts';

/**
 * A segment is `building` until everybody was looked at since its last change; `leaving` from its deletion until its
 * members were let go.
 */
type SegmentStatus = 'building' | 'ready' | 'leaving';

/** A group of people, described by a condition that decides about each of them. */
export interface Segment {
  readonly id: string;
  /** As marketers call it. */
  readonly name: string;
  readonly where: Condition;
  /** Another number after every edit, larger than any before of whichever segment. */
  readonly version: number;
  /** The version in which what it says was changed last: names its build. */
  readonly build: number;
  /** When it was edited last, ISO 8601. */
  readonly savedAt: string;
  readonly status: SegmentStatus;
  /** Whether building it tells on timelines of who is in it, as if they came in now. */
  readonly announces?: boolean;
}

export type StoredSegment = Segment & Item;
