import type { Failure } from '../failure.ts';
import { historyEvents } from '../limits.ts';
import type { Branch, Position } from './branch.ts';
import type { HistoryEvent } from './history-event.ts';
import type { Outcome } from './outcome.ts';
import { rootOf } from './tree.ts';

type Details = Readonly<Record<string, unknown>>;

/** What has happened in a run: the events not yet handed over, and how it ended. */
export class Chronicle {
  /** States entered and retries. */
  transitions = 0;
  readonly #position: Position;
  readonly #now: () => number;
  #outcome: Outcome | undefined;
  #events: HistoryEvent[] = [];

  constructor(position: Position, now: () => number) {
    this.#position = position;
    this.#now = now;
  }

  get outcome(): Outcome | undefined {
    return this.#outcome;
  }

  /** Records an event of the execution itself and returns its id. */
  append(type: string, previous: number, details?: Details): number {
    this.#events.push({ type, previous, at: this.#now(), ...(details && { details }) });
    this.#position.events += 1;
    return this.#position.events;
  }

  /** Records an event of a branch. Where only one more fits, that one is the execution's failure. */
  record(branch: Branch, type: string, details?: Details, previous = branch.last): void {
    if (this.#outcome) return;
    if (this.#position.events < historyEvents - 1) {
      branch.last = this.append(type, previous, details);
      return;
    }
    const root = rootOf(this.#position);
    if (root) root.last = this.#position.events;
    this.finish({
      status: 'FAILED',
      error: 'States.Runtime',
      cause: `The execution reached the maximum number of history events (${historyEvents}).`,
    });
  }

  /** Ends the execution, once. Its branches stay in the position, for a redrive. */
  finish(outcome: Outcome): void {
    if (this.#outcome) return;
    const last = rootOf(this.#position)?.last ?? 0;
    if (outcome.status === 'SUCCEEDED') this.append('ExecutionSucceeded', last, { output: outcome.output });
    else {
      if (outcome.status !== 'FAILED') this.#abortMapRuns();
      const { error, cause }: Failure =
        outcome.status === 'TIMED_OUT' ? { error: 'States.Timeout' } : outcome;
      this.append(endings[outcome.status], outcome.status === 'FAILED' ? last : 0, { error, cause });
    }
    this.#outcome = outcome;
  }

  /** A failed branch has said so of those beside it. */
  #abortMapRuns(): void {
    for (const { activity, failure, last } of this.#position.branches.values())
      if (activity.kind === 'mapRun' && !failure) this.append('MapRunAborted', last);
  }

  take(): { readonly events: readonly HistoryEvent[]; readonly transitions: number } {
    const taken = { events: this.#events, transitions: this.transitions };
    this.#events = [];
    this.transitions = 0;
    return taken;
  }
}

const endings = {
  FAILED: 'ExecutionFailed',
  ABORTED: 'ExecutionAborted',
  TIMED_OUT: 'ExecutionTimedOut',
} as const;
