import { invalid } from '../refusals.ts';
import type { AttributeValue, Item, Type } from '../values/attribute-value.ts';
import { typeOf } from '../values/attribute-value.ts';
import { clashWith, type DocumentPath, samePath, showPath, valueAt } from './document-path.ts';
import { functions } from './functions.ts';
import type { Placeholders } from './placeholders.ts';
import type { Call, ExpressionKind, Operand, Path } from './syntax.ts';

const maxPathSteps = 32;
const maxOperators = 300;
/** DynamoDB's own list, its internal types included, when a path stands where a type's name must. */
const anyType =
  '{B,M,DICT,INTSET,HD,HDS,FLOAT,SS,NS,N,DOUBLE,DECIMALSET,BS,DOUBLESET,S,DECIMAL,FS,L,INT,NULL,BOOL}';

/** An operand whose placeholders are resolved. */
export interface Bound {
  /** The value, when it does not depend on the item. */
  readonly literal?: AttributeValue;
  readonly path?: DocumentPath;
  /** Its type, when that does not depend on the item. */
  readonly type?: Type;
  read(item: Item): AttributeValue | undefined;
}

/**
 * Gives an expression's operands their meaning in one request, and refuses those that cannot work: unknown
 * placeholders, wrong numbers and types of operands.
 */
export class Binder {
  readonly #kind: ExpressionKind;
  readonly #placeholders: Placeholders;
  /** All paths bound so far. */
  readonly paths: DocumentPath[] = [];
  #operators = 0;

  constructor(kind: ExpressionKind, placeholders: Placeholders) {
    this.#kind = kind;
    this.#placeholders = placeholders;
  }

  refuse = (reason: string): Error => invalid(`Invalid ${this.#kind}: ${reason}`);

  /** Counts what DynamoDB limits to 300 in an expression. */
  countOperator(): void {
    this.#operators += 1;
  }

  /** Refuses an expression with too many operators, once all else about it is right. */
  checkOperators(): void {
    if (this.#operators > maxOperators)
      throw this.refuse(`The expression contains too many operators; operator count: ${maxOperators + 1}`);
  }

  path({ steps }: Path): DocumentPath {
    const resolved = steps.map((step) =>
      typeof step === 'string' && step.startsWith('#') ? this.#placeholders.name(step, this.refuse) : step,
    );
    if (resolved.length > maxPathSteps)
      throw this.refuse(`The document path has too many nesting levels; nesting levels: ${resolved.length}`);
    const path = resolved as [string, ...(string | number)[]];
    this.paths.push(path);
    return path;
  }

  /** Binds paths that may not clash, from the last to the first, as DynamoDB does. */
  distinctPaths(paths: readonly Path[]): readonly DocumentPath[] {
    const bound: DocumentPath[] = [];
    for (const each of paths.toReversed()) {
      const path = this.path(each);
      const clash = clashWith(path, bound);
      if (clash) throw this.refuse(clash);
      bound.unshift(path);
    }
    return bound;
  }

  value(name: string): AttributeValue {
    return this.#placeholders.value(name, this.refuse);
  }

  /** Binds a path or value; functions and sums are for the callers that allow them. */
  plain(operand: Exclude<Operand, { kind: 'call' | 'sum' }>): Bound {
    if (operand.kind === 'path') {
      const path = this.path(operand);
      return { path, read: (item) => valueAt(item, path) };
    }
    const literal = this.value(operand.name);
    return { literal, type: typeOf(literal), read: () => literal };
  }

  checkCount({ name, operands }: Call): void {
    this.countOperator();
    if (operands.length !== functions.get(name)?.operands)
      throw this.refuse(
        `Incorrect number of operands for operator or function; operator or function: ${name}, number of operands: ${operands.length}`,
      );
  }

  /** That a fixed operand's type is one that the operator or function can work on. */
  checkType(operator: string, operand: Bound, allowed: readonly Type[]): void {
    if (operand.type && !allowed.includes(operand.type))
      throw this.refuse(
        `Incorrect operand type for operator or function; operator or function: ${operator}, operand type: ${operand.type}`,
      );
  }

  requirePath(name: string, operand: Bound): DocumentPath {
    if (operand.path) return operand.path;
    throw this.refuse(`Operator or function requires a document path; operator or function: ${name}`);
  }

  /** A literal string, as `attribute_type` wants. */
  requireText(name: string, operand: Bound): string {
    if (operand.literal?.S !== undefined) return operand.literal.S;
    throw this.refuse(
      `Incorrect operand type for operator or function; operator or function: ${name}, operand type: ${operand.type ?? anyType}`,
    );
  }

  /** That a path is not compared with itself. */
  checkDistinct(operator: string, first: Bound, others: readonly Bound[]): void {
    const { path } = first;
    if (path && others.some((other) => other.path && samePath(path, other.path)))
      throw this.refuse(
        `The first operand must be distinct from the remaining operands for this operator or function; operator: ${operator}, first operand: ${showPath(path)}`,
      );
  }
}
