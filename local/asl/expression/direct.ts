import { isObject, type Json } from '../json.ts';
import type { Environment } from './environment.ts';
import { isNode, type Node, pairsOf } from './node.ts';

/** The expression met a value whose handling is JSONata's own business: the library has to evaluate it. */
export const undecided = Symbol('undecided');

type Outcome = Json | undefined | typeof undecided;

/** Evaluates an expression without the library, to exactly the same result, or says `undecided`. */
export type Direct = (environment: Environment) => Outcome;

type Scalar = string | number | boolean | null;

const isScalar = (value: Outcome): value is Scalar =>
  value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';

/** Zero has no sign in JSON. */
const finite = (value: number): Outcome => (Number.isFinite(value) ? value + 0 : undecided);

const arithmetic: Readonly<Record<string, (left: number, right: number) => Outcome>> = {
  '+': (left, right) => finite(left + right),
  '-': (left, right) => finite(left - right),
  '*': (left, right) => finite(left * right),
  '/': (left, right) => finite(left / right),
  '%': (left, right) => finite(left % right),
};

const comparison: Readonly<Record<string, (left: number | string, right: number | string) => boolean>> = {
  '<': (left, right) => left < right,
  '<=': (left, right) => left <= right,
  '>': (left, right) => left > right,
  '>=': (left, right) => left >= right,
};

/** What a node may carry besides its own: predicates, groupings, bindings and array marks, all left to the library. */
const plainKeys: Readonly<Record<string, readonly string[]>> = {
  string: [],
  number: [],
  value: [],
  variable: [],
  name: [],
  path: ['steps'],
  binary: ['lhs', 'rhs'],
  condition: ['condition', 'then', 'else'],
  unary: ['lhs', 'expression', 'expressions', 'consarray'],
  function: ['name', 'procedure', 'arguments'],
  block: ['expressions'],
};

const isPlain = (node: Node): boolean => {
  const known = plainKeys[node.type];
  return (
    known !== undefined &&
    Object.entries(node).every(
      ([key, value]) =>
        value === undefined || key === 'type' || key === 'value' || key === 'position' || known.includes(key),
    )
  );
};

/** Compiles what journeys use most: paths, scalars, arithmetic, comparisons, objects, `$merge`; undefined for the rest. */
export function compileDirect(node: unknown): Direct | undefined {
  if (!isNode(node) || !isPlain(node)) return undefined;
  switch (node.type) {
    case 'string':
    case 'number':
    case 'value': {
      const literal = typeof node.value === 'number' ? node.value + 0 : node.value;
      return literal === null || ['string', 'number', 'boolean'].includes(typeof literal)
        ? () => literal as Scalar
        : undefined;
    }
    case 'variable':
      return node.value === '' || node.value === 'states' ? undefined : variable(String(node.value));
    case 'path':
      return path(node.steps ?? []);
    case 'binary':
      return binary(String(node.value), compileDirect(node.lhs), compileDirect(node.rhs));
    case 'condition':
      return condition(compileDirect(node.condition), compileDirect(node.then), compileDirect(node.else));
    case 'unary':
      return node.value === '{' ? object(pairsOf(node.lhs)) : undefined;
    case 'block':
      return node.expressions?.length === 1 ? compileDirect(node.expressions[0]) : undefined;
    case 'function':
      return call(node);
    default:
      return undefined;
  }
}

const variable =
  (name: string): Direct =>
  ({ variables }) =>
    Object.hasOwn(variables, name) ? variables[name] : undecided;

function path([first, ...rest]: readonly Node[]): Direct | undefined {
  if (first?.type !== 'variable' || !isPlain(first) || first.value === '') return undefined;
  const start: Direct = first.value === 'states' ? ({ states }) => states : variable(String(first.value));
  const names = rest.map((step) => (step.type === 'name' && isPlain(step) ? String(step.value) : undefined));
  if (names.includes(undefined)) return undefined;
  return (environment) => {
    let value = start(environment);
    for (const name of names as string[]) {
      if (value === undecided || Array.isArray(value)) return undecided;
      if (!isObject(value)) return undefined;
      if (Object.hasOwn(value, name)) value = value[name];
      else return name in Object.prototype ? undecided : undefined;
    }
    return value;
  };
}

function binary(operator: string, left?: Direct, right?: Direct): Direct | undefined {
  if (!left || !right) return undefined;
  const calculate = arithmetic[operator];
  if (calculate)
    return (environment) => {
      const a = left(environment);
      const b = right(environment);
      return typeof a === 'number' && typeof b === 'number' ? calculate(a, b) : undecided;
    };
  const compare = comparison[operator];
  if (compare)
    return (environment) => {
      const a = left(environment);
      const b = right(environment);
      if (typeof a === 'number' && typeof b === 'number') return compare(a, b);
      return typeof a === 'string' && typeof b === 'string' ? compare(a, b) : undecided;
    };
  if (operator === '=' || operator === '!=')
    return (environment) => {
      const a = left(environment);
      const b = right(environment);
      return isScalar(a) && isScalar(b) ? (a === b) === (operator === '=') : undecided;
    };
  if (operator === '&')
    return (environment) => {
      const a = left(environment);
      const b = right(environment);
      return typeof a === 'string' && typeof b === 'string' ? a + b : undecided;
    };
  if (operator === 'and' || operator === 'or')
    return (environment) => {
      const a = left(environment);
      if (typeof a !== 'boolean') return undecided;
      if (a === (operator === 'or')) return a;
      const b = right(environment);
      return typeof b === 'boolean' ? b : undecided;
    };
  return undefined;
}

function condition(test?: Direct, yes?: Direct, no?: Direct): Direct | undefined {
  if (!test || !yes || !no) return undefined;
  return (environment) => {
    const answer = test(environment);
    if (typeof answer !== 'boolean') return undecided;
    return answer ? yes(environment) : no(environment);
  };
}

function object(pairs: readonly (readonly [Node, Node])[]): Direct | undefined {
  const keys = pairs.map(([key]) => (key.type === 'string' && isPlain(key) ? String(key.value) : undefined));
  const values = pairs.map(([, value]) => compileDirect(value));
  if (keys.includes(undefined) || values.includes(undefined) || new Set(keys).size < keys.length)
    return undefined;
  return (environment) => {
    const result: Record<string, Json> = {};
    for (const [index, key] of (keys as string[]).entries()) {
      const value = (values as Direct[])[index]!(environment);
      if (value === undecided) return undecided;
      if (value !== undefined) result[key] = value;
    }
    return result;
  };
}

function call(node: Node): Direct | undefined {
  const name = node.procedure?.type === 'variable' ? node.procedure.value : undefined;
  if (node.value !== '(') return undefined;
  if (name === 'merge' && node.arguments?.length === 1) return merge(node.arguments[0]!);
  if (name === 'millis' && node.arguments?.length === 0)
    return ({ variables, now }) => (Object.hasOwn(variables, 'millis') ? undecided : now);
  return undefined;
}

/** `$merge([a, b])` of objects. */
function merge(list: Node): Direct | undefined {
  if (list.type !== 'unary' || list.value !== '[' || !isPlain(list)) return undefined;
  const parts = (list.expressions ?? []).map(compileDirect);
  if (parts.includes(undefined)) return undefined;
  return (environment) => {
    if (Object.hasOwn(environment.variables, 'merge')) return undecided;
    const result: Record<string, Json> = {};
    for (const part of parts as Direct[]) {
      const value = part(environment);
      if (value === undecided || !isObject(value)) return undecided;
      Object.assign(result, value);
    }
    return result;
  };
}
