export type Json = null | boolean | number | string | readonly Json[] | JsonObject;

export interface JsonObject {
  readonly [key: string]: Json;
}

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * A JSON value that is parsed and serialised at most once, and only when somebody asks: a state's output is the next
 * state's input, twice in the history, and often never looked into.
 */
export class Document {
  #text: string | undefined;
  #value: Json | undefined;

  private constructor(text: string | undefined, value: Json | undefined) {
    this.#text = text;
    this.#value = value;
  }

  static of(value: Json): Document {
    return new Document(undefined, value);
  }

  /** @param text valid JSON; what is wrong with it shows when `value` is first read. */
  static parse(text: string): Document {
    return new Document(text, undefined);
  }

  get value(): Json {
    if (this.#value === undefined) this.#value = JSON.parse(this.#text ?? 'null') as Json;
    return this.#value;
  }

  get text(): string {
    this.#text ??= JSON.stringify(this.#value);
    return this.#text;
  }

  /** Kept as text inside other JSON, so that saving a position does not serialise it anew. */
  toJSON(): string {
    return this.text;
  }
}

/** Size in UTF-8 bytes is over `limit`; counts only when the length leaves it open. */
export const isLongerThan = (text: string, limit: number): boolean =>
  text.length > limit || (text.length * 3 > limit && Buffer.byteLength(text) > limit);
