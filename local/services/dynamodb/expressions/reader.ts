import { invalid } from '../refusals.ts';
import type { Call, ExpressionKind, Operand, Path, Step } from './syntax.ts';
import { type Token, type TokenKind, tokens } from './tokens.ts';

const maxBytes = 4096;

/** Reads an expression token by token: what all of DynamoDB's expressions have in common. */
export class Reader {
  readonly kind: ExpressionKind;
  readonly #text: string;
  readonly #tokens: readonly Token[];
  #at = 0;
  /** Set by `((a))`: refused, but only once the rest has proved to be well formed. */
  redundantParentheses = false;
  readonly #parenthesized = new WeakSet<object>();

  constructor(kind: ExpressionKind, text: string) {
    this.kind = kind;
    this.#text = text;
    if (text === '') throw this.refuse('The expression can not be empty;');
    const bytes = Buffer.byteLength(text);
    if (bytes > maxBytes)
      throw this.refuse(`Expression size has exceeded the maximum allowed size; expression size: ${bytes}`);
    this.#tokens = tokens(text);
  }

  refuse(reason: string): Error {
    return invalid(`Invalid ${this.kind}: ${reason}`);
  }

  get next(): Token {
    return this.#tokens[this.#at]!;
  }

  /** That the next token is out of place, shown with its neighbours. */
  unexpected(): Error {
    const start = this.#tokens[this.#at - 1]?.start ?? 0;
    const after = this.#tokens[this.#at + 1] ?? this.next;
    const near = this.#text.slice(start, after.kind === 'end' ? this.next.end : after.end);
    return this.refuse(`Syntax error; token: "${this.next.text}", near: "${near}"`);
  }

  /** Takes the next token if it is this symbol or keyword. */
  accept(text: string): boolean {
    const { kind, text: found } = this.next;
    const same = kind === 'symbol' ? found === text : kind === 'keyword' && found.toUpperCase() === text;
    if (same) this.#at += 1;
    return same;
  }

  expect(text: string): void {
    if (!this.accept(text)) throw this.unexpected();
  }

  take(...kinds: readonly TokenKind[]): string {
    const { kind, text } = this.next;
    if (!kinds.includes(kind)) throw this.unexpected();
    this.#at += 1;
    return text;
  }

  /** Refuses what follows the expression, and superfluous parentheses in it. */
  end(): void {
    if (this.next.kind !== 'end') throw this.unexpected();
    if (this.redundantParentheses) throw this.refuse('The expression has redundant parentheses;');
  }

  /** Reads the inside of parentheses, the opening one being taken. */
  parenthesized<T extends object>(inside: () => T): T {
    const found = inside();
    this.expect(')');
    if (this.#parenthesized.has(found)) this.redundantParentheses = true;
    this.#parenthesized.add(found);
    return found;
  }

  commaSeparated<T>(one: () => T): readonly T[] {
    const found = [one()];
    while (this.accept(',')) found.push(one());
    return found;
  }

  path(): Path {
    return this.#pathFrom(this.take('name', '#name'));
  }

  operand(): Operand {
    if (this.accept('(')) return this.parenthesized(() => this.operand());
    if (this.next.kind === ':value') return { kind: 'value', name: this.take(':value') };
    if (this.next.kind === '#name') return this.path();
    const name = this.take('name');
    return this.accept('(') ? this.#call(name) : this.#pathFrom(name);
  }

  #call(name: string): Call {
    const operands = this.commaSeparated(() => this.operand());
    this.expect(')');
    return { kind: 'call', name, operands };
  }

  #pathFrom(first: string): Path {
    const steps: Step[] = [first];
    for (;;) {
      if (this.accept('.')) steps.push(this.take('name', '#name'));
      else if (this.accept('[')) {
        steps.push(Number(this.take('number')));
        this.expect(']');
      } else return { kind: 'path', steps };
    }
  }
}
