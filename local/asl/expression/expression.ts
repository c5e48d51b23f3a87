import jsonata from 'jsonata';
import { queryEvaluationError } from '../failure.ts';
import { isObject, type Json } from '../json.ts';
import type { MaybePromise } from '../maybe-promise.ts';
import { compileDirect, type Direct, undecided } from './direct.ts';
import type { Environment } from './environment.ts';
import { bindings } from './functions.ts';

/** One compiled JSONata expression, shared by all who write the same text. */
export class Expression {
  readonly text: string;
  /** JSONata's syntax tree, for whoever checks the expression. */
  readonly tree: unknown;
  readonly #library: jsonata.Expression;
  readonly #direct: Direct | undefined;

  /** @throws JSONata's error (`code`, `message`, `position`) for text that is not an expression. */
  constructor(text: string) {
    this.text = text;
    this.#library = jsonata(text);
    this.tree = this.#library.ast();
    this.#direct = compileDirect(this.tree);
  }

  /** @param field where the expression stands, as `Output/total`, for the error's text. @throws StateFailure */
  evaluate(environment: Environment, field: string): MaybePromise<Json> {
    const value = this.#direct ? this.#direct(environment) : undecided;
    if (value === undecided) return this.#evaluateByLibrary(environment, field);
    if (value === undefined) throw this.#undefinedIn(field);
    return value;
  }

  async #evaluateByLibrary(environment: Environment, field: string): Promise<Json> {
    let value: unknown;
    try {
      value = await this.#library.evaluate(undefined, bindings(environment));
    } catch (error) {
      throw queryEvaluationError(
        `The JSONata expression '${this.text}' specified for the field '${field}' threw an error during evaluation${messageOf(error)}`,
        field,
      );
    }
    if (value === undefined) throw this.#undefinedIn(field);
    return this.#toJson(value, field);
  }

  /** JSONata marks its arrays and objects; a plain copy keeps those marks out of what later expressions see. */
  #toJson(value: unknown, field: string): Json {
    if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
    if (typeof value === 'number' && Number.isFinite(value)) return value + 0;
    if (Array.isArray(value)) return value.map((item) => this.#toJson(item ?? null, field));
    if (isObject(value) && !('_jsonata_lambda' in value) && !('_jsonata_function' in value)) {
      const copy: Record<string, Json> = {};
      for (const [key, member] of Object.entries(value))
        if (member !== undefined) copy[key] = this.#toJson(member, field);
      return copy;
    }
    throw queryEvaluationError(
      `The JSONata expression '${this.text}' specified for the field '${field}' returned an unsupported result type.`,
      field,
    );
  }

  #undefinedIn(field: string) {
    return queryEvaluationError(
      `The JSONata expression '${this.text}' specified for the field '${field}' returned nothing (undefined).`,
      field,
    );
  }
}

/** AWS begins a new sentence with JSONata's code, and goes on with a colon where there is none. */
function messageOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return `: ${String(error)}`;
  const message = 'message' in error ? String(error.message) : String(error);
  return 'code' in error ? `. ${String(error.code)}: ${message}` : `: ${message}`;
}

const compiled = new Map<string, Expression>();

/** The expression with this text, compiled once per process. @throws as the constructor does */
export function expression(text: string): Expression {
  let found = compiled.get(text);
  if (!found) {
    found = new Expression(text);
    compiled.set(text, found);
  }
  return found;
}

/** The expression inside `{% … %}`, or undefined for a string that is none. */
export const expressionIn = (text: string): string | undefined =>
  text.length >= 4 && text.startsWith('{%') && text.endsWith('%}') ? text.slice(2, -2).trim() : undefined;
