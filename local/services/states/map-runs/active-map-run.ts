import type { Outcome } from '../../../asl/run/outcome.ts';
import type { MapRunRow, Tally } from './map-runs.ts';

/** A Map run that runs, and how far it has come. */
export class ActiveMapRun {
  row: MapRunRow;
  /** Its role may do what it takes. */
  permitted = false;
  /** It goes on in a turn of the event loop that is still to come. */
  hasTurn = false;
  /** Executions under way. */
  running: number;
  /** Executions that wait for their redrive. */
  redriving: number;
  /** Inputs whose execution has not been started. */
  #waiting: number;
  #failedItems: number;

  constructor(row: MapRunRow, tallies: ReadonlyMap<string, Tally>) {
    const of = (status: string): Tally => tallies.get(status) ?? { executions: 0, items: 0 };
    this.row = row;
    this.running = of('RUNNING').executions;
    this.redriving = of('PENDING_REDRIVE').executions;
    this.#waiting = of('PENDING').executions;
    this.#failedItems = of('FAILED').items + of('TIMED_OUT').items;
  }

  startedOne(): void {
    this.#waiting -= 1;
    this.running += 1;
  }

  redrivenOne(): void {
    this.redriving -= 1;
    this.running += 1;
  }

  ended(status: Outcome['status'], items: number): void {
    this.running -= 1;
    if (status === 'FAILED' || status === 'TIMED_OUT') this.#failedItems += items;
  }

  /** There are executions to start. */
  get hasMore(): boolean {
    return this.#waiting + this.redriving > 0;
  }

  get isDone(): boolean {
    return !this.hasMore && this.running === 0;
  }

  /** More items failed or timed out than may; none may where nothing is said. */
  get hasFailed(): boolean {
    const { toleratedFailureCount: count, toleratedFailurePercentage: share, items } = this.row;
    if (count === null && share === null) return this.#failedItems > 0;
    return (
      (count !== null && this.#failedItems > count) ||
      (share !== null && this.#failedItems * 100 > share * items)
    );
  }
}
