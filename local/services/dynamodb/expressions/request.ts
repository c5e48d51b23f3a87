import { invalid } from '../refusals.ts';
import type { Table } from '../storage/table.ts';
import { Binder } from './binder.ts';
import { bindCondition, type Predicate } from './condition.ts';
import type { DocumentPath } from './document-path.ts';
import { checkKeyScalars } from './key-scalars.ts';
import { conditionOf, projectionOf, updateOf } from './parse.ts';
import { type PlaceholderInput, Placeholders } from './placeholders.ts';
import { bindProjection } from './projection.ts';
import type { Condition, ExpressionKind } from './syntax.ts';
import { type BoundUpdate, bindUpdate } from './update.ts';

/** A condition with the paths that it reads. */
interface Filter {
  readonly holds: Predicate;
  readonly paths: readonly DocumentPath[];
}

/** The expressions of one request, which share their placeholders. Bind all, then `checkUsed` and `checkKeys`. */
export class Expressions {
  readonly #placeholders: Placeholders;
  /** To be held against the table's keys; updates are when they are applied. */
  readonly #paths: (readonly DocumentPath[])[] = [];

  constructor(input: PlaceholderInput) {
    this.#placeholders = new Placeholders(input);
  }

  condition(text: string | undefined): Predicate | undefined {
    return text === undefined ? undefined : this.#bind('ConditionExpression', text).holds;
  }

  filter(text: string | undefined): Filter | undefined {
    return text === undefined ? undefined : this.#bind('FilterExpression', text);
  }

  /** A key condition as parsed, checked like any condition, and the binder that resolves its parts. */
  keyCondition(text: string): { readonly condition: Condition; readonly binder: Binder } {
    const condition = conditionOf('KeyConditionExpression', text);
    const binder = this.#binder('KeyConditionExpression');
    bindCondition(condition, binder);
    return { condition, binder };
  }

  update(text: string | undefined): BoundUpdate | undefined {
    if (text === undefined) return undefined;
    const binder = new Binder('UpdateExpression', this.#placeholders);
    return bindUpdate(updateOf('UpdateExpression', text), binder);
  }

  projection(text: string | undefined): readonly DocumentPath[] | undefined {
    if (text === undefined) return undefined;
    const binder = this.#binder('ProjectionExpression');
    return bindProjection(projectionOf('ProjectionExpression', text), binder);
  }

  /** Refuses placeholders that none of the expressions uses. @throws ValidationException */
  checkUsed(): void {
    this.#placeholders.allUsed();
  }

  /** Refuses paths into the table's keys. @throws ValidationException */
  checkKeys(table: Table): void {
    for (const paths of this.#paths) checkKeyScalars(paths, table);
  }

  #binder(kind: ExpressionKind): Binder {
    const binder = new Binder(kind, this.#placeholders);
    this.#paths.push(binder.paths);
    return binder;
  }

  #bind(kind: 'ConditionExpression' | 'FilterExpression', text: string): Filter {
    const binder = this.#binder(kind);
    const holds = bindCondition(conditionOf(kind, text), binder);
    binder.checkOperators();
    return { holds, paths: binder.paths };
  }
}

type Members = Readonly<Record<string, unknown>>;

/** Parameters from before DynamoDB had expressions, by the operations' members. */
const legacy = [
  'Expected',
  'ConditionalOperator',
  'AttributeUpdates',
  'AttributesToGet',
  'KeyConditions',
  'QueryFilter',
  'ScanFilter',
];
const modern = [
  'ConditionExpression',
  'UpdateExpression',
  'ProjectionExpression',
  'FilterExpression',
  'KeyConditionExpression',
];

const styled: ReadonlySet<string> = new Set([
  ...legacy,
  ...modern,
  'ExpressionAttributeNames',
  'ExpressionAttributeValues',
]);

/** Looks at the members that are there: most requests have none of so many. */
function hasAny(members: Members, names: ReadonlySet<string>): boolean {
  for (const name in members) if (members[name] !== undefined && names.has(name)) return true;
  return false;
}

/**
 * Refuses requests that mix the two styles, use the old one for more than `AttributesToGet` (all that is supported
 * of it), or give placeholders without an expression. `valued` are the operation's expressions that may have values.
 * @throws ValidationException
 */
export function checkStyle(input: object, valued: readonly string[]): void {
  const members = input as Members;
  const given = (names: readonly string[]) => names.filter((name) => members[name] !== undefined);
  if (!hasAny(members, styled)) return;
  const [old, expressions] = [given(legacy), given(modern)];
  if (old.length > 0 && expressions.length > 0)
    throw invalid(
      'Can not use both expression and non-expression parameters in the same request: ' +
        `Non-expression parameters: {${old.join(', ')}} Expression parameters: {${expressions.join(', ')}}`,
    );
  const unsupported = old.filter((name) => name !== 'AttributesToGet');
  if (unsupported.length > 0)
    throw invalid(`The local cloud does not support ${unsupported.join(', ')}: use expressions instead`);
  if (members.ExpressionAttributeNames !== undefined && expressions.length === 0)
    throw invalid('ExpressionAttributeNames can only be specified when using expressions');
  if (members.ExpressionAttributeValues !== undefined && given(valued).length === 0)
    throw invalid(
      'ExpressionAttributeValues can only be specified when using expressions: ' +
        `${valued.join(' and ')} ${valued.length === 1 ? 'is' : 'are'} null`,
    );
}
