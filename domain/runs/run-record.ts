import type { EventData, EventFilter, WaitResult, WaitTask } from '../../workflows/task.ts';
import type { Continuation } from '../people/lineage.ts';
import type { Item } from '../table.ts';

export type RunStatus = 'running' | 'completed' | 'exited' | 'failed' | 'stopped';

/** The pause that a run is in, or was in last. */
export interface OpenWait extends Pick<WaitTask, 'step' | 'visit' | 'token' | 'until' | 'awaits'> {
  /** Set by the one conditional write that ends the wait. */
  readonly outcome?: WaitOutcome;
}

export type WaitOutcome =
  | {
      readonly kind: 'matched';
      readonly seq: number;
      readonly hops: number;
      /** As `Awaited` has it. */
      readonly error?: string;
      readonly result: WaitResult;
    }
  | { readonly kind: 'exited'; readonly seq: number; readonly hops: number }
  | { readonly kind: 'timedOut' };

/** A step that the run has passed, or a message's hold that it has begun. */
export interface Passed {
  readonly step: string;
  readonly at: string;
  readonly outcome: string;
  /** What the step decided once, for all its attempts. */
  readonly result?: StepResult;
}

/** What a step draws or decides that a second attempt must not draw anew. */
export type StepResult = Readonly<Record<string, string>>;

/** The truth about a run: written before its execution starts, closed by its last task. */
export interface RunRecord extends Item {
  readonly id: string;
  readonly person: string;
  readonly journey: string;
  readonly version: string;
  readonly status: RunStatus;
  readonly executionArn: string;
  /** The event that entered the journey, as the execution is told of it. */
  readonly entry: EventData;
  /** The name under which the journey knows it. */
  readonly entryAs: string;
  /** How many journeys' events led to where it is: those of the event that entered it, or that last ended a wait of its. */
  readonly hops: number;
  /** One run per value of the journey's key, as a booking's id; absent where the journey has none. */
  readonly key?: string;
  /** Events up to this place are behind the run. */
  readonly floor: number;
  /** Places past the floor that the run has consumed. */
  readonly consumed: readonly number[];
  /** What ends the run from outside, fixed when it started. */
  readonly exits: readonly EventFilter[];
  /** The step that the run is at, or did last. */
  readonly step?: string;
  /** The visit of that step; -1 before the first. */
  readonly visit: number;
  readonly wait?: OpenWait;
  readonly history: readonly Passed[];
  readonly startedAt: string;
  readonly endedAt?: string;
  /** Where the timeline of `person` goes on since they were merged into another, as often as that happened. */
  readonly joined?: readonly Continuation[];
}

/** Who a run's person is now: whose profile, line and addresses count. */
export const personNow = ({ person, joined }: Pick<RunRecord, 'person' | 'joined'>): string =>
  joined?.at(-1)?.person ?? person;
