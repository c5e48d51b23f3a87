import type { Item } from '../values/attribute-value.ts';
import { readItemText, writeItem } from '../values/item-text.ts';

/** An item as it lies in a table; of text and item, the one that it was not made of is made when somebody looks. */
export class StoredItem {
  #text: string | undefined;
  /** Bytes by DynamoDB's arithmetic. */
  readonly size: number;
  #item: Item | undefined;

  constructor(source: string | Item, size: number) {
    this.#text = typeof source === 'string' ? source : undefined;
    this.#item = typeof source === 'string' ? undefined : source;
    this.size = size;
  }

  get item(): Item {
    this.#item ??= readItemText(this.#text ?? '{}');
    return this.#item;
  }

  /** As its row has it. */
  get text(): string {
    this.#text ??= writeItem(this.item);
    return this.#text;
  }
}
