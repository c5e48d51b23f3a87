import type { Item } from '../values/attribute-value.ts';
import { readItemText } from '../values/item-text.ts';

/** An item as a row has it, parsed when somebody looks. */
export class StoredItem {
  readonly #text: string;
  /** Bytes by DynamoDB's arithmetic. */
  readonly size: number;
  #item: Item | undefined;

  constructor(text: string, size: number) {
    this.#text = text;
    this.size = size;
  }

  get item(): Item {
    this.#item ??= readItemText(this.#text);
    return this.#item;
  }
}
