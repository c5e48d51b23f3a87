import { FilterParser } from './filter.ts';
import { isFunction } from './path-functions.ts';
import type { Scanner } from './scanner.ts';
import type { Filter, Selector, Step } from './steps.ts';

/** Characters that end a name in dot notation; a name that has one of them is written `['so']`. */
const name = /[^\s.[\]()'",?@&*=<>!|~]+/y;
const integer = /-?\d+/y;

/** Reads the steps of a path until something comes that belongs to none. @throws JsonPathSyntaxError */
export function parseSteps(scanner: Scanner): readonly Step[] {
  const steps: Step[] = [];
  for (;;) {
    if (scanner.accept('..')) steps.push({ select: dotted(scanner), deep: true });
    else if (scanner.accept('.')) steps.push({ select: dotted(scanner), deep: false });
    else if (scanner.next === '[') steps.push({ select: bracketed(scanner), deep: false });
    else return steps;
  }
}

/** After a dot: a name, `*`, a function, or a bracket, which AWS accepts there. */
function dotted(scanner: Scanner): Selector {
  if (scanner.next === '[') return bracketed(scanner);
  if (scanner.accept('*')) return { kind: 'wildcard' };
  const found = scanner.match(name);
  if (found === undefined) throw scanner.problem('Expected a name');
  if (!scanner.accept('()')) return { kind: 'names', names: [found] };
  if (!isFunction(found)) throw scanner.problem(`Function with name: ${found} does not exist.`);
  return { kind: 'call', name: found };
}

function bracketed(scanner: Scanner): Selector {
  scanner.expect('[');
  scanner.skipSpace();
  const selector = inside(scanner);
  scanner.skipSpace();
  scanner.expect(']');
  return selector;
}

function inside(scanner: Scanner): Selector {
  if (scanner.accept('*')) return { kind: 'wildcard' };
  if (scanner.accept('?')) return { kind: 'filter', filter: filterIn(scanner) };
  if (scanner.next === "'" || scanner.next === '"')
    return { kind: 'names', names: list(scanner, () => scanner.quoted()) };
  const from = numberIn(scanner);
  scanner.skipSpace();
  if (scanner.accept(':')) {
    scanner.skipSpace();
    return { kind: 'slice', from, to: numberIn(scanner) };
  }
  if (from === undefined) throw scanner.problem('Expected a name, a number, * or a filter');
  const rest = scanner.accept(',') ? list(scanner, () => required(scanner)) : [];
  return { kind: 'indices', indices: [from, ...rest] };
}

function filterIn(scanner: Scanner): Filter {
  scanner.skipSpace();
  scanner.expect('(');
  const filter = new FilterParser(scanner, parseSteps).parse();
  scanner.skipSpace();
  scanner.expect(')');
  return filter;
}

const numberIn = (scanner: Scanner): number | undefined => {
  const digits = scanner.match(integer);
  return digits === undefined ? undefined : Number(digits);
};

function required(scanner: Scanner): number {
  const found = numberIn(scanner);
  if (found === undefined) throw scanner.problem('Expected a number');
  return found;
}

function list<T>(scanner: Scanner, item: () => T): readonly T[] {
  const items: T[] = [];
  do {
    scanner.skipSpace();
    items.push(item());
    scanner.skipSpace();
  } while (scanner.accept(','));
  return items;
}
