/** A text that is no path, no filter, or no intrinsic function. Thrown while a definition is read, never while one runs. */
export class JsonPathSyntaxError extends Error {
  override readonly name = 'JsonPathSyntaxError';
}

/** Reads a text from left to right. */
export class Scanner {
  readonly text: string;
  at = 0;

  constructor(text: string) {
    this.text = text;
  }

  get isAtEnd(): boolean {
    return this.at >= this.text.length;
  }

  get next(): string {
    return this.text[this.at] ?? '';
  }

  skipSpace(): void {
    while (/\s/.test(this.next)) this.at += 1;
  }

  /** Steps over `expected` if it comes next. */
  accept(expected: string): boolean {
    if (!this.text.startsWith(expected, this.at)) return false;
    this.at += expected.length;
    return true;
  }

  /** @throws JsonPathSyntaxError when something else comes next */
  expect(expected: string): void {
    if (!this.accept(expected)) throw this.problem(`Expected '${expected}'`);
  }

  /** Steps over what the sticky expression matches here, and returns it. */
  match(sticky: RegExp): string | undefined {
    sticky.lastIndex = this.at;
    const found = sticky.exec(this.text)?.[0];
    if (found !== undefined) this.at += found.length;
    return found;
  }

  /** A text in quotes of the kind that comes next, in which a backslash may stand before such a quote or a backslash. */
  quoted(): string {
    const quote = this.next;
    let value = '';
    this.expect(quote);
    while (!this.accept(quote)) {
      if (this.isAtEnd) throw this.problem(`Missing closing ${quote}`);
      if (this.accept(`\\${quote}`)) value += quote;
      else if (this.accept('\\\\')) value += '\\';
      else {
        value += this.next;
        this.at += 1;
      }
    }
    return value;
  }

  problem(what: string): JsonPathSyntaxError {
    return new JsonPathSyntaxError(`${what} at position ${this.at} in '${this.text}'`);
  }
}
