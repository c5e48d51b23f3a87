import type { Reader } from './reader.ts';
import { type Clause, type Operand, type Section, sections, type Update } from './syntax.ts';

/** Reads an update expression to its end; clauses in the order written. @throws ValidationException */
export function parseUpdate(reader: Reader): Update {
  const clauses: Clause[] = [];
  const seen = new Set<Section>();
  let repeated: Update['repeated'];
  do {
    const section = sections.find((each) => reader.accept(each));
    if (!section) throw reader.unexpected();
    clauses.push(...reader.commaSeparated(() => clause(reader, section)));
    if (seen.has(section)) repeated ??= { section, until: clauses.length };
    seen.add(section);
  } while (reader.next.kind !== 'end');
  reader.end();
  return { clauses, repeated };
}

function clause(reader: Reader, section: Section): Clause {
  const path = reader.path();
  if (section === 'REMOVE') return { section, path };
  if (section !== 'SET') return { section, path, operand: { kind: 'value', name: reader.take(':value') } };
  reader.expect('=');
  return { section, path, operand: setValue(reader) };
}

/** An operand, a sum or difference of two, or either in parentheses. */
function setValue(reader: Reader): Operand {
  const left = reader.accept('(') ? reader.parenthesized(() => setValue(reader)) : reader.operand();
  if (left.kind === 'sum') return left;
  const operator = (['+', '-'] as const).find((each) => reader.accept(each));
  return operator ? { kind: 'sum', operator, left, right: reader.operand() } : left;
}
