import type { IdentifierType } from '../../events/recorded-event.ts';
import type { Leaf } from './memory/leaf.ts';
import type { Memory } from './memory/recollection.ts';
import type { PersonView } from './person-view.ts';

/** What a condition is asked with. */
export interface View {
  readonly person: PersonView;
  readonly memory: Memory;
  /** The moment that is asked about, in milliseconds since 1970. */
  readonly at: number;
}

/** Whether a condition holds, and from when on time alone may change that; undefined means never. In milliseconds since 1970. */
export interface Answer {
  readonly holds: boolean;
  readonly changesAt: number | undefined;
}

/** What a segment looks at besides its event leaves: it need not be looked at when none of this changed. */
export interface Reads {
  /** First parts of the traits' paths. */
  readonly traits: readonly string[];
  readonly identifiers: readonly IdentifierType[];
  readonly consents: boolean;
  readonly points: boolean;
  /** Ids of other segments. */
  readonly segments: readonly string[];
  /** Ids of ad audiences. */
  readonly audiences: readonly string[];
  /** Names of the events that its leaves remember. */
  readonly events: readonly string[];
  /** Whether it counts in the person's calendar days, so that it depends on their zone. */
  readonly zone: boolean;
}

/** A compiled condition that asks one thing. */
export interface Question {
  /** The condition as a sentence without its subject: `completed an appointment at least 2 times in the last 90 days`. */
  readonly says: string;
  /** What has to be remembered of events to answer it. */
  readonly leaves: readonly Leaf[];
  readonly reads: Partial<Reads>;
  ask(view: View): Answer;
  /** What was found of the person, in words: `1 time (2026-10-02)`. */
  found(view: View): string;
}

/** An answer that time alone never changes. */
export const lasting = (holds: boolean): Answer => ({ holds, changesAt: undefined });

/** The answer at a moment, and the first of other moments, none of which is missing, at which it is another. */
export function changing(holdsAt: (at: number) => boolean, at: number, moments: readonly number[]): Answer {
  const holds = holdsAt(at);
  const later = moments.filter((each) => each > at).toSorted((a, b) => a - b);
  return { holds, changesAt: later.find((each) => holdsAt(each) !== holds) };
}
