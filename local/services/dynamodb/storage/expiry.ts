import type { Cancel, Clock } from '../../../clock.ts';
import type { Store } from '../../../store.ts';
import type { Table } from './table.ts';

/** Items whose time to live ended more than five years ago are left alone: it was not meant as a time. */
const forgottenAfterSeconds = 5 * 365 * 86_400;

/** Deletes items when their time to live ends. AWS takes up to days; here it is the very second of the clock. */
export class Expiry {
  readonly #store: Store;
  readonly #clock: Clock;
  /** By table name: when it is next looked at, in seconds since 1970. */
  readonly #due = new Map<string, { readonly at: number; readonly cancel: Cancel }>();
  readonly #find: (table: string) => Table | undefined;

  /** @param find the table as it is by now, undefined when it is gone. */
  constructor(store: Store, clock: Clock, find: (table: string) => Table | undefined) {
    this.#store = store;
    this.#clock = clock;
    this.#find = find;
  }

  /** Looks at a table at `second` if nothing is planned before. */
  expect(table: Table, second: number): void {
    const { name } = table.state;
    const planned = this.#due.get(name);
    if (planned && planned.at <= second) return;
    planned?.cancel();
    this.#due.set(name, { at: second, cancel: this.#clock.at(second * 1000, () => this.#fire(name)) });
  }

  /** Plans for what a table holds by now. */
  plan(table: Table): void {
    this.forget(table);
    const next = table.nextExpiry(this.#forgotten());
    if (table.state.timeToLive !== undefined && next !== undefined) this.expect(table, next);
  }

  forget(table: Table): void {
    this.#due.get(table.state.name)?.cancel();
    this.#due.delete(table.state.name);
  }

  #forgotten(): number {
    return this.#seconds() - forgottenAfterSeconds;
  }

  #seconds(): number {
    return Math.floor(this.#clock.now() / 1000);
  }

  #fire(name: string): void {
    this.#due.delete(name);
    const table = this.#find(name);
    if (!table) return;
    this.#store.transaction(() => {
      for (const { place, stored } of table.expired(this.#forgotten(), this.#seconds()))
        table.delete(place, stored, 'service');
    });
    this.plan(table);
  }
}
