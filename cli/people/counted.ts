/** Passes pieces on, and counts their bytes for who shows how far a file has been read. */
export class Counted {
  bytes = 0;
  readonly #pieces: AsyncIterable<Uint8Array>;

  constructor(pieces: AsyncIterable<Uint8Array>) {
    this.#pieces = pieces;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array, void, undefined> {
    for await (const piece of this.#pieces) {
      this.bytes += piece.length;
      yield piece;
    }
  }
}
