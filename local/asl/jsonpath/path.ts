import type { Environment } from '../expression/environment.ts';
import type { Json } from '../json.ts';
import { parseSteps } from './parse.ts';
import { Scanner } from './scanner.ts';
import { compileSteps, type Find } from './select.ts';
import { isReferenceStep, type Step } from './steps.ts';

/** Where a path begins: `$` the state's data, `$$` the context object, `$name` a variable. */
export type Start =
  | { readonly kind: 'data' }
  | { readonly kind: 'context' }
  | { readonly kind: 'variable'; readonly name: string };

const variableName = /[\p{L}_][\p{L}\p{N}_]*/uy;

/** A path into JSON, as JSONPath states write it. */
export class Path {
  readonly text: string;
  readonly start: Start;
  readonly steps: readonly Step[];
  readonly #find: Find;

  constructor(text: string, start: Start, steps: readonly Step[]) {
    this.text = text;
    this.start = start;
    this.steps = steps;
    this.#find = compileSteps(steps);
  }

  /** Leads to exactly one place, so that something can be put there. */
  get isReference(): boolean {
    return this.steps.every(isReferenceStep);
  }

  /** What the path leads to; undefined when there is nothing. */
  find(environment: Environment): Json | undefined {
    const from = this.origin(environment);
    return from === undefined ? undefined : this.#find(from, from);
  }

  /** What the path's steps start from. */
  origin({ root, states, variables }: Environment): Json | undefined {
    switch (this.start.kind) {
      case 'data':
        return root;
      case 'context':
        return states.context;
      case 'variable':
        return Object.hasOwn(variables, this.start.name) ? variables[this.start.name] : undefined;
    }
  }
}

function parse(scanner: Scanner): Path {
  const from = scanner.at;
  scanner.expect('$');
  let start: Start = { kind: 'data' };
  if (scanner.accept('$')) start = { kind: 'context' };
  else {
    const name = scanner.match(variableName);
    if (name !== undefined) start = { kind: 'variable', name };
  }
  const steps = parseSteps(scanner);
  return new Path(scanner.text.slice(from, scanner.at), start, steps);
}

const parsed = new Map<string, Path>();

/** The path with this text, parsed once per process. @throws JsonPathSyntaxError */
export function pathOf(text: string): Path {
  const known = parsed.get(text);
  if (known) return known;
  const scanner = new Scanner(text);
  const path = parse(scanner);
  if (!scanner.isAtEnd) throw scanner.problem('Expected the end of the path');
  parsed.set(text, path);
  return path;
}

/** The path that comes next, as an argument of a function. @throws JsonPathSyntaxError */
export const nextPath = (scanner: Scanner): Path => parse(scanner);
