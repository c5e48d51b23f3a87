import type { Json } from '../json.ts';
import { type Compare, filterOperators } from './filter-operators.ts';
import type { Scanner } from './scanner.ts';
import { compileSteps, type Find } from './select.ts';
import type { Filter, Step } from './steps.ts';

const number = /-?\d+(\.\d+)?([eE][+-]?\d+)?/y;
/** AWS takes a word without quotes for a text: `@.Name==Receipt`. */
const word = /[^\s'"()[\],&|=<>!]+/y;
const words: Readonly<Record<string, Json>> = { true: true, false: false, null: null };
const pattern = /\/((?:[^/\\]|\\.)*)\/[a-z]*/y;

/** Reads the inside of `?( … )`, whose paths begin with `@`, the item, or `$`, the whole. */
export class FilterParser {
  readonly #scanner: Scanner;
  readonly #steps: (scanner: Scanner) => readonly Step[];

  /** @param steps reads the steps of a path */
  constructor(scanner: Scanner, steps: (scanner: Scanner) => readonly Step[]) {
    this.#scanner = scanner;
    this.#steps = steps;
  }

  /** @throws JsonPathSyntaxError */
  parse(): Filter {
    const all = [this.#conjunction()];
    while (this.#accept('||')) all.push(this.#conjunction());
    return all.length === 1 ? all[0]! : (item, root) => all.some((each) => each(item, root));
  }

  #conjunction(): Filter {
    const all = [this.#negation()];
    while (this.#accept('&&')) all.push(this.#negation());
    return all.length === 1 ? all[0]! : (item, root) => all.every((each) => each(item, root));
  }

  #negation(): Filter {
    if (this.#accept('!')) {
      const inner = this.#negation();
      return (item, root) => !inner(item, root);
    }
    if (!this.#accept('(')) return this.#comparison();
    const inner = this.parse();
    this.#expect(')');
    return inner;
  }

  #comparison(): Filter {
    const left = this.#operand();
    const operator = filterOperators.find(([symbol]) => this.#accept(symbol));
    if (!operator) return (item, root) => left(item, root) !== undefined;
    const compare: Compare = operator[1];
    const right = operator[0] === '=~' ? this.#regularExpression() : this.#operand();
    return (item, root) => compare(left(item, root), right instanceof RegExp ? right : right(item, root));
  }

  #operand(): Find {
    this.#scanner.skipSpace();
    if (this.#scanner.accept('@')) return compileSteps(this.#steps(this.#scanner));
    if (this.#scanner.accept('$')) {
      const find = compileSteps(this.#steps(this.#scanner));
      return (_item, root) => find(root, root);
    }
    const value = this.#literal();
    return () => value;
  }

  #literal(): Json {
    this.#scanner.skipSpace();
    if (this.#scanner.next === "'" || this.#scanner.next === '"') return this.#scanner.quoted();
    if (this.#accept('[')) return this.#list();
    const digits = this.#scanner.match(number);
    if (digits !== undefined) return Number(digits);
    const text = this.#scanner.match(word);
    if (text === undefined) throw this.#scanner.problem('Expected a value or a path');
    return Object.hasOwn(words, text) ? words[text]! : text;
  }

  #list(): readonly Json[] {
    const items: Json[] = [];
    if (this.#accept(']')) return items;
    do items.push(this.#literal());
    while (this.#accept(','));
    this.#expect(']');
    return items;
  }

  #regularExpression(): RegExp {
    this.#scanner.skipSpace();
    const found = this.#scanner.match(pattern);
    if (found === undefined) throw this.#scanner.problem('Expected a regular expression between slashes');
    const end = found.lastIndexOf('/');
    try {
      return new RegExp(`^(?:${found.slice(1, end)})$`, found.slice(end + 1));
    } catch {
      throw this.#scanner.problem(`${found} is not a regular expression`);
    }
  }

  /** A symbol, or a word that does not go on. */
  #accept(symbol: string): boolean {
    this.#scanner.skipSpace();
    const { text, at } = this.#scanner;
    const goesOn = /[a-z]$/.test(symbol) && /\w/.test(text[at + symbol.length] ?? '');
    return !goesOn && this.#scanner.accept(symbol);
  }

  #expect(symbol: string): void {
    if (!this.#accept(symbol)) throw this.#scanner.problem(`Expected '${symbol}'`);
  }
}
