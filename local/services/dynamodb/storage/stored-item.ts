import type { Item } from '../values/attribute-value.ts';
import { readItemText } from '../values/item-text.ts';

/** An item as it lies in a table; what comes as its row's text is parsed when somebody looks. */
export class StoredItem {
  readonly #text: string;
  /** Bytes by DynamoDB's arithmetic. */
  readonly size: number;
  #item: Item | undefined;

  constructor(source: string | Item, size: number) {
    this.#text = typeof source === 'string' ? source : '';
    this.#item = typeof source === 'string' ? undefined : source;
    this.size = size;
  }

  get item(): Item {
    this.#item ??= readItemText(this.#text);
    return this.#item;
  }
}
