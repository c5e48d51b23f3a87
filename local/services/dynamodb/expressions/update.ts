import { invalid } from '../refusals.ts';
import type { AttributeValue, Item, Type } from '../values/attribute-value.ts';
import type { Binder, Bound } from './binder.ts';
import { type DocumentPath, valueAt } from './document-path.ts';
import { checkParent, type Edit, edited } from './edit.ts';
import type { Clause, Section, Update } from './syntax.ts';
import { bindUpdateOperand, demand } from './update-operand.ts';
import { added, deleted } from './update-sets.ts';

/** An update ready to be applied to items. */
export interface BoundUpdate {
  /** What the update names, in the order written. */
  readonly paths: readonly DocumentPath[];
  /** All paths in the expression, those that it reads included. */
  readonly mentions: readonly DocumentPath[];
  /** The item as it is afterwards. @throws ValidationException when it does not fit the item */
  apply(item: Item): Item;
}

const typeNames: Readonly<Record<Type, string>> = {
  S: 'STRING',
  N: 'NUMBER',
  B: 'BINARY',
  SS: 'STRING_SET',
  NS: 'NUMBER_SET',
  BS: 'BINARY_SET',
  M: 'MAP',
  L: 'LIST',
  NULL: 'NULL',
  BOOL: 'BOOLEAN',
};
const operandTypes: Readonly<Partial<Record<Section, readonly Type[]>>> = {
  ADD: ['N', 'SS', 'NS', 'BS'],
  DELETE: ['SS', 'NS', 'BS'],
};

/** Gives a parsed update its meaning in one request. @throws ValidationException */
export function bindUpdate({ clauses }: Update, binder: Binder): BoundUpdate {
  const paths = binder.distinctPaths(clauses.map(({ path }) => path));
  const edits = fromTheLast(clauses, (clause, index) => bindClause(clause, paths[index]!, binder));
  binder.checkOperators();
  return {
    paths,
    mentions: binder.paths,
    apply(item) {
      for (const path of paths) checkParent(item, path);
      const made = edits.map((edit) => edit(item));
      return edited(item, made);
    },
  };
}

/** Maps from the last to the first, as DynamoDB goes through clauses, so that the same one is refused first. */
const fromTheLast = <T, U>(list: readonly T[], map: (each: T, index: number) => U): readonly U[] =>
  list
    .toReversed()
    .map((each, index) => map(each, list.length - 1 - index))
    .reverse();

/** Refuses an update of the attributes that make up the key. */
export function checkKeyUntouched({ paths }: BoundUpdate, keyNames: readonly string[]): void {
  const touched = keyNames.find((key) => paths.some(([name]) => name === key));
  if (touched !== undefined)
    throw invalid(
      `One or more parameter values were invalid: Cannot update attribute ${touched}. This attribute is part of the key`,
    );
}

/** What a clause makes of an item, which it reads as it was before the update. */
type ValueOf = (item: Item) => AttributeValue | undefined;

function bindClause(clause: Clause, path: DocumentPath, binder: Binder): (item: Item) => Edit {
  binder.countOperator();
  const value = bindValue(clause, path, binder);
  return (item) => ({ path, value: value(item) });
}

/** What is to lie at a clause's path; undefined for nothing. */
function bindValue({ section, operand }: Clause, path: DocumentPath, binder: Binder): ValueOf {
  if (!operand) return () => undefined;
  const bound = bindUpdateOperand(operand, binder);
  if (section === 'SET') return (item) => demand(bound, item);
  checkOperandType(section, bound, binder);
  if (section === 'ADD') return (item) => added(valueAt(item, path), demand(bound, item));
  return (item) => {
    const present = valueAt(item, path);
    return present && deleted(present, demand(bound, item));
  };
}

function checkOperandType(section: Section, operand: Bound, binder: Binder): void {
  if (operand.type && !operandTypes[section]?.includes(operand.type))
    throw binder.refuse(
      `Incorrect operand type for operator or function; operator: ${section}, ` +
        `operand type: ${typeNames[operand.type]}, typeSet: ALLOWED_FOR_${section}_OPERAND`,
    );
}
