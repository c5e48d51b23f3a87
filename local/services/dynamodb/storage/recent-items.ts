import type { Store } from '../../../store.ts';
import { freezeItem } from '../values/item-text.ts';
import type { Place } from './key-schema.ts';
import type { StoredItem } from './stored-item.ts';

/** Items of a generation, and the largest, in bytes, that is worth to be one. */
const generation = 2_000;
const largest = 16_384;

/** Undefined for keys of bytes, which no map finds. */
const nameOf = ({ pk, sk }: Place): string | undefined =>
  typeof pk === 'string' && typeof sk === 'string' ? `${pk.length} ${pk}${sk}` : undefined;

/**
 * Items of a table lately written or read, as their rows have them: most are read several times before they change, and
 * reading the row and its text is the dearest part of a read. Two generations, so that what is in use stays. They are
 * frozen, since everybody who reads one gets the same.
 */
export class RecentItems {
  readonly #store: Store;
  #young = new Map<string, StoredItem>();
  #old = new Map<string, StoredItem>();
  #takenBack: number;

  constructor(store: Store) {
    this.#store = store;
    this.#takenBack = store.takenBack;
  }

  find(place: Place): StoredItem | undefined {
    this.#forgetWhatWasTakenBack();
    const name = nameOf(place);
    if (name === undefined) return undefined;
    const found = this.#young.get(name);
    if (found) return found;
    const again = this.#old.get(name);
    if (again) this.#remember(name, again);
    return again;
  }

  /** Keeps what the row at a place now holds, if that can be shared, and answers it. */
  keep(place: Place, stored: StoredItem): StoredItem {
    this.#forgetWhatWasTakenBack();
    const name = nameOf(place);
    if (name === undefined) return stored;
    if (stored.size <= largest && freezeItem(stored.item)) this.#remember(name, stored);
    else this.#forget(name);
    return stored;
  }

  forget(place: Place): void {
    const name = nameOf(place);
    if (name !== undefined) this.#forget(name);
  }

  #forget(name: string): void {
    this.#young.delete(name);
    this.#old.delete(name);
  }

  #remember(name: string, stored: StoredItem): void {
    if (this.#young.size >= generation) {
      this.#old = this.#young;
      this.#young = new Map();
    }
    this.#young.set(name, stored);
  }

  #forgetWhatWasTakenBack(): void {
    if (this.#takenBack === this.#store.takenBack) return;
    this.#takenBack = this.#store.takenBack;
    this.#young.clear();
    this.#old.clear();
  }
}
