import type { Environment } from '../expression/environment.ts';
import { compileTemplate } from '../expression/template.ts';
import { expected } from '../expression/typed.ts';
import { queryEvaluationError, runtimeError } from '../failure.ts';
import type { Json, JsonObject } from '../json.ts';
import { invalidPath } from '../jsonpath/missing.ts';
import { pathOf } from '../jsonpath/path.ts';
import { andThen, type MaybePromise } from '../maybe-promise.ts';
import type { QueryLanguage } from '../query-language.ts';
import type { LanguageFields } from './common.ts';
import { integer, number, orExpression } from './fields.ts';
import { reference } from './path-fields.ts';

/** What a field's number is when its state runs. @throws StateFailure */
export type NumberOf = (environment: Environment) => MaybePromise<number>;

/** A number that is written down, computed by JSONata, or found by a path in a field of its own: `TimeoutSecondsPath`. */
export class NumberField {
  readonly name: string;
  readonly least: number;
  readonly most: number;
  readonly #isInteger: boolean;

  constructor(name: string, least: number, most: number, { isInteger = true } = {}) {
    this.name = name;
    this.least = least;
    this.most = most;
    this.#isInteger = isInteger;
  }

  get pathName(): string {
    return `${this.name}Path`;
  }

  /** The fields that a state has for it. */
  get fields(): LanguageFields {
    const written = this.#isInteger ? integer(this.least, this.most) : number(this.least);
    return {
      JSONata: { [this.name]: orExpression(written) },
      JSONPath: { [this.name]: written, [this.pathName]: reference },
    };
  }

  /** Undefined when the state does not give it. */
  compile(source: JsonObject, language: QueryLanguage): NumberOf | undefined {
    const { [this.name]: written, [this.pathName]: path } = source;
    if (typeof written === 'number') return () => written;
    if (language === 'JSONata') return written === undefined ? undefined : this.#computed(written);
    return typeof path === 'string' ? this.#found(path) : undefined;
  }

  #computed(written: Json): NumberOf {
    const template = compileTemplate(written, this.name);
    return (environment) =>
      andThen(template.evaluate(environment), (value) => {
        const found = expected('number', value, written, this.name);
        if (this.#isWithin(found)) return found;
        throw queryEvaluationError(
          `The ${this.name} field must be ${this.#isInteger ? 'an integer' : 'a number'} from ${this.least} to ${this.most} but was: ${found}`,
          this.name,
        );
      });
  }

  /** The words are AWS's. */
  #found(text: string): NumberOf {
    const path = pathOf(text);
    return (environment) => {
      const value = path.find(environment);
      if (value === undefined) throw invalidPath(path, environment);
      // AWS takes a number that is written as a text.
      const given = typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : value;
      if (typeof given === 'number' && this.#isWithin(given)) return given;
      const shown = typeof value === 'string' ? value : JSON.stringify(value);
      throw runtimeError(
        `The ${this.pathName} field refers to value "${shown}" which is not a valid ${this.#isInteger ? 'integer' : 'float'}: ${text}`,
      );
    };
  }

  #isWithin(value: number): boolean {
    return value >= this.least && value <= this.most && (!this.#isInteger || Number.isInteger(value));
  }
}
