import type { Json, JsonObject } from '../json.ts';

/** What an expression or a path can see. */
export interface Environment {
  /** `$states`: `input` and `context`; after a task its `result`, in a Catch `errorOutput` (`{Error, Cause}`). */
  readonly states: JsonObject;
  /** Variables of this scope and, where not hidden, of the scopes around it. */
  readonly variables: Readonly<Record<string, Json>>;
  /** What `$` means in JSONPath: the state's input, or what its fields have made of the data so far. */
  readonly root: Json;
  /** Milliseconds since 1970, for `$millis` and `$now`. */
  readonly now: number;
  /** In [0, 1), for `$random` and `$uuid`. */
  random(): number;
}

/** The same, with another `$`. */
export const rooted = (environment: Environment, root: Json): Environment => new Rooted(environment, root);

class Rooted implements Environment {
  readonly #around: Environment;
  readonly root: Json;

  constructor(around: Environment, root: Json) {
    this.#around = around;
    this.root = root;
  }

  get states(): JsonObject {
    return this.#around.states;
  }

  get variables(): Readonly<Record<string, Json>> {
    return this.#around.variables;
  }

  get now(): number {
    return this.#around.now;
  }

  random(): number {
    return this.#around.random();
  }
}
