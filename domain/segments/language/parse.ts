import { type Complaint, quote } from '../../../workflows/sentences.ts';
import { kinds } from './conditions/index.ts';
import type { Business } from './kind.ts';
import type { Node } from './node.ts';

/** How deep conditions may stand in one another, how many questions a segment may ask, and how long it may be in bytes of JSON. */
const limits = { depth: 8, questions: 50, bytes: 16 * 1024 } as const;

const groups = ['all', 'any', 'not'] as const;
type Group = (typeof groups)[number];

const known = [...Object.keys(kinds), ...groups].join(', ');

const isGroup = (key: string): key is Group => groups.some((each) => each === key);
const isKind = (key: string): key is keyof typeof kinds => Object.hasOwn(kinds, key);

/** Reads a condition and what is wrong with it, each with its path. */
class Parser {
  readonly complaints: Complaint[] = [];
  readonly #business: Business;
  #questions = 0;

  constructor(business: Business) {
    this.#business = business;
  }

  complain(path: readonly string[], reason: string): void {
    const field = path.join('.');
    this.complaints.push({ field, reason: field === '' ? reason : `${field}: ${reason}` });
  }

  node(value: unknown, path: readonly string[], depth: number): Node | undefined {
    if (depth > limits.depth) {
      this.complain(path, `stands ${depth} deep in other conditions; ${limits.depth} are allowed`);
      return undefined;
    }
    const keys =
      typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.keys(value) : [];
    const group = keys.find(isGroup);
    const kind = keys.find(isKind);
    if (kind !== undefined) return this.#question(kind, value, path);
    if (group === undefined || typeof value !== 'object' || value === null) {
      this.complain(
        path,
        value === undefined
          ? `missing; must be a condition, which has one of: ${known}`
          : `${quote(value)} is no condition; it must have one of: ${known}`,
      );
      return undefined;
    }
    const others = keys.filter((key) => key !== group);
    if (others.length > 0)
      this.complain(path, `unknown field ${others.map(quote).join(', ')} beside "${group}"; remove it`);
    return this.#group(group, Reflect.get(value, group), [...path, group], depth + 1);
  }

  #group(group: Group, inner: unknown, path: readonly string[], depth: number): Node | undefined {
    if (group === 'not') {
      const not = this.node(inner, path, depth);
      return not && { not };
    }
    if (!Array.isArray(inner) || inner.length === 0) {
      this.complain(path, 'must be a list of conditions that is not empty');
      return undefined;
    }
    const read = inner.map((each: unknown, index) => this.node(each, [...path, String(index)], depth));
    const parts = read.filter((each) => each !== undefined);
    if (parts.length < read.length) return undefined;
    return group === 'all' ? { all: parts } : { any: parts };
  }

  #question(kind: keyof typeof kinds, value: unknown, path: readonly string[]): Node | undefined {
    this.#questions += 1;
    if (this.#questions === limits.questions + 1)
      this.complain([], `asks more than ${limits.questions} questions; make segments of parts of it`);
    const read = kinds[kind].read(value, this.#business);
    if ('question' in read) return { question: read.question };
    for (const { field, reason } of read.complaints)
      this.complaints.push({
        field: [...path, ...(field === '' ? [] : [field])].join('.'),
        reason: [path.join('.'), reason].filter((each) => each !== '').join(field === '' ? ': ' : '.'),
      });
    return undefined;
  }
}

export type Parsed =
  | { readonly ok: true; readonly node: Node }
  | {
      readonly ok: false;
      /** Fields by their dotted paths in the condition. */
      readonly complaints: readonly Complaint[];
    };

/** No condition nests deeper, values included; recursion through what does could end a stack. */
const mostNesting = 50;

/** Whether JSON nests deeper than any condition, found without recursion. */
function isBottomless(root: unknown): boolean {
  let level: readonly unknown[] = [root];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > mostNesting) return true;
    level = level.flatMap((each) => (typeof each === 'object' && each !== null ? Object.values(each) : []));
  }
  return false;
}

/** Reads a condition from JSON, or says everything that is wrong with it. */
export function parseCondition(value: unknown, business: Business): Parsed {
  const parser = new Parser(business);
  if (isBottomless(value)) parser.complain([], `nests deeper than ${mostNesting} levels; make it flatter`);
  else if (bytesOf(value) > limits.bytes)
    parser.complain([], `${bytesOf(value)} bytes of JSON; a segment may have ${limits.bytes}`);
  if (parser.complaints.length > 0) return { ok: false, complaints: parser.complaints };
  const node = parser.node(value, [], 1);
  return node && parser.complaints.length === 0
    ? { ok: true, node }
    : { ok: false, complaints: parser.complaints };
}

const bytesOf = (value: unknown): number => Buffer.byteLength(JSON.stringify(value) ?? '');
