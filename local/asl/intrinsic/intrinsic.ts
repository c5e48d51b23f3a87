import type { Environment } from '../expression/environment.ts';
import { runtimeError } from '../failure.ts';
import type { Json } from '../json.ts';
import { nextPath, type Path } from '../jsonpath/path.ts';
import { Scanner } from '../jsonpath/scanner.ts';
import { arrays } from './arrays.ts';
import { type IntrinsicFunction, InvalidArguments } from './function.ts';
import { numbers } from './numbers.ts';
import { texts } from './texts.ts';

const functions: Readonly<Record<string, IntrinsicFunction>> = { ...arrays, ...numbers, ...texts };

/** How deep calls may be inside one another. */
const deepest = 10;

type Argument = (environment: Environment) => Json;

/** A call of an intrinsic function, ready to be made. */
export interface Intrinsic {
  readonly text: string;
  /** Paths among its arguments, and those of calls inside. */
  readonly paths: readonly Path[];
  /** @throws StateFailure */
  evaluate(environment: Environment): Json;
}

const name = /States\.[A-Za-z0-9]+/y;
const number = /-?\d+(\.\d+)?([eE][+-]?\d+)?/y;
const words: Readonly<Record<string, Json>> = { true: true, false: false, null: null };

export const isIntrinsic = (text: string): boolean => text.startsWith('States.');

const parsed = new Map<string, Intrinsic>();

/** The call with this text, parsed once per process. @throws JsonPathSyntaxError */
export function intrinsicOf(text: string): Intrinsic {
  const known = parsed.get(text);
  if (known) return known;
  const parser = new Parser(new Scanner(text.trim()));
  const intrinsic: Intrinsic = { text, paths: parser.paths, evaluate: parser.parse() };
  parsed.set(text, intrinsic);
  return intrinsic;
}

class Parser {
  readonly paths: Path[] = [];
  readonly #scanner: Scanner;

  constructor(scanner: Scanner) {
    this.#scanner = scanner;
  }

  parse(): Argument {
    const call = this.#call(1);
    if (!this.#scanner.isAtEnd) throw this.#scanner.problem('Expected the end of the intrinsic function');
    return call;
  }

  #call(depth: number): Argument {
    const scanner = this.#scanner;
    const from = scanner.at;
    if (depth > deepest) throw scanner.problem(`More than ${deepest} intrinsic functions inside one another`);
    const called = scanner.match(name) ?? '';
    const intrinsic = Object.hasOwn(functions, called) ? functions[called] : undefined;
    if (!intrinsic) throw scanner.problem(`Unknown intrinsic function '${called}'`);
    scanner.skipSpace();
    scanner.expect('(');
    const parameters = this.#arguments(called, depth);
    if (parameters.length < intrinsic.least || parameters.length > intrinsic.most)
      throw scanner.problem(`Wrong number of arguments for ${called}`);
    const text = scanner.text.slice(from, scanner.at);
    return (environment) => {
      const values = parameters.map((parameter) => parameter(environment));
      try {
        return intrinsic.call(values, environment);
      } catch (error) {
        if (!(error instanceof InvalidArguments)) throw error;
        throw runtimeError(
          `There was an error while evaluating the intrinsic function: ${text}. Invalid arguments in ${called}: ${error.message}`,
        );
      }
    };
  }

  #arguments(called: string, depth: number): readonly Argument[] {
    const scanner = this.#scanner;
    const found: Argument[] = [];
    scanner.skipSpace();
    if (scanner.accept(')')) return found;
    do {
      scanner.skipSpace();
      found.push(this.#argument(called === 'States.Format' && found.length === 0, depth));
      scanner.skipSpace();
    } while (scanner.accept(','));
    scanner.expect(')');
    return found;
  }

  #argument(isTemplate: boolean, depth: number): Argument {
    const scanner = this.#scanner;
    if (scanner.next === '$') return this.#path();
    if (scanner.next === "'") {
      const text = quoted(scanner);
      const value = isTemplate ? text : text.replaceAll(/\\([\\'{}])/g, '$1');
      return () => value;
    }
    if (scanner.next === 'S') return this.#call(depth + 1);
    const digits = scanner.match(number);
    if (digits !== undefined) return () => Number(digits);
    const word = Object.keys(words).find((each) => scanner.accept(each));
    if (word === undefined) throw scanner.problem('Expected an argument');
    return () => words[word]!;
  }

  #path(): Argument {
    const path = nextPath(this.#scanner);
    this.paths.push(path);
    return (environment) => {
      const value = path.find(environment);
      if (value !== undefined) return value;
      throw runtimeError(
        `The JsonPath argument for the field '${path.text}' could not be found in the input '${JSON.stringify(path.origin(environment) ?? environment.root)}'`,
      );
    };
  }
}

/** A text in single quotes as it is written, with its backslashes: `States.Format` has its own use for them. */
function quoted(scanner: Scanner): string {
  scanner.expect("'");
  const from = scanner.at;
  while (scanner.next !== "'") {
    if (scanner.isAtEnd) throw scanner.problem("Missing closing '");
    scanner.at += scanner.next === '\\' ? 2 : 1;
  }
  const text = scanner.text.slice(from, scanner.at);
  scanner.expect("'");
  return text;
}
