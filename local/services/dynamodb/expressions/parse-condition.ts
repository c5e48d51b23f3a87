import type { Reader } from './reader.ts';
import type { Comparator, Condition, Operand } from './syntax.ts';

const comparators: readonly Comparator[] = ['=', '<>', '<=', '<', '>=', '>'];

/** What stands in parentheses may be a condition or an operand of one: `(a = :v)`, `(a) = :v`. */
type Either = Condition | Operand;

const isOperand = (node: Either): node is Operand => ['path', 'value', 'call', 'sum'].includes(node.kind);

/** Reads a condition, filter or key condition to its end. @throws ValidationException */
export function parseCondition(reader: Reader): Condition {
  const condition = either(reader, false);
  if (isOperand(condition)) throw reader.unexpected();
  reader.end();
  return condition;
}

/** `bare`: a lone operand will do, because a parenthesis was opened before it. */
function either(reader: Reader, bare: boolean): Either {
  let left = conjunction(reader, bare);
  while (!isOperand(left) && reader.accept('OR'))
    left = { kind: 'or', left, right: strict(reader, conjunction(reader, false)) };
  return left;
}

function conjunction(reader: Reader, bare: boolean): Either {
  let left = negation(reader, bare);
  while (!isOperand(left) && reader.accept('AND'))
    left = { kind: 'and', left, right: strict(reader, negation(reader, false)) };
  return left;
}

function negation(reader: Reader, bare: boolean): Either {
  if (!reader.accept('NOT')) return predicate(reader, bare);
  return { kind: 'not', condition: strict(reader, negation(reader, false)) };
}

function strict(reader: Reader, node: Either): Condition {
  if (isOperand(node)) throw reader.unexpected();
  return node;
}

function predicate(reader: Reader, bare: boolean): Either {
  const left = reader.accept('(') ? reader.parenthesized(() => either(reader, true)) : reader.operand();
  if (!isOperand(left)) return left;
  const operator = comparators.find((each) => reader.accept(each));
  if (operator) return { kind: 'compare', operator, left, right: reader.operand() };
  if (reader.accept('BETWEEN')) return between(reader, left);
  if (reader.accept('IN')) return among(reader, left);
  if (bare && reader.next.text === ')') return left;
  if (left.kind === 'call') return { kind: 'test', call: left };
  throw reader.unexpected();
}

function between(reader: Reader, operand: Operand): Condition {
  const low = reader.operand();
  reader.expect('AND');
  return { kind: 'between', operand, low, high: reader.operand() };
}

function among(reader: Reader, operand: Operand): Condition {
  reader.expect('(');
  const found = reader.commaSeparated(() => reader.operand());
  reader.expect(')');
  return { kind: 'in', operand, among: found };
}
