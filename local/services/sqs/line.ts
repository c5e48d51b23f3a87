/** Things in the order they came; taking from the front is cheap however long the line is (`Array.shift` is not). */
export class Line<T> {
  #items: (T | undefined)[] = [];
  #start = 0;

  push(item: T): void {
    this.#items.push(item);
  }

  peek(): T | undefined {
    return this.#items[this.#start];
  }

  shift(): T | undefined {
    const item = this.#items[this.#start];
    if (this.#start === this.#items.length) return undefined;
    this.#items[this.#start] = undefined;
    this.#start += 1;
    if (this.#start > 64 && this.#start * 2 > this.#items.length) {
      this.#items = this.#items.slice(this.#start);
      this.#start = 0;
    }
    return item;
  }

  *[Symbol.iterator](): Iterator<T> {
    for (let index = this.#start; index < this.#items.length; index += 1) {
      const item = this.#items[index];
      if (item !== undefined) yield item;
    }
  }
}
