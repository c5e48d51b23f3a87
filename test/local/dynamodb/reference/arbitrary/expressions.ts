import fc, { type Arbitrary } from 'fast-check';
import { joined, type Text, text } from './text.ts';
import { mostlyValues, numbers, scalars, values } from './values.ts';

const sometimes = <T>(weight: number, arbitrary: Arbitrary<T>) => ({ weight, arbitrary });

/** Attributes of items besides keys; `n`, `lst`, `mp` and `st` mostly hold a number, list, map and set. */
export const attributes = ['a', 'b', 'n', 'lst', 'mp', 'st'] as const;

const plainNames: Arbitrary<Text> = fc
  .constantFrom(...attributes, 'pk', 'sk', 'g', 'h')
  .map((name) => text(name));
const placeholders: Arbitrary<Text> = fc
  .constantFrom('a', 'b', 'name', 'with space', 'a.b', 'h')
  .map((name) => text({ name }));
const steps: Arbitrary<Text> = fc.oneof(
  sometimes(
    20,
    fc.constantFrom('.x', '.y', '.a', '[0]', '[1]', '[5]').map((step) => text(step)),
  ),
  sometimes(
    1,
    fc.constantFrom('x', 'a').map((name) => text('.', { name })),
  ),
);

/** Document paths; now and then a reserved word, or what is no path. */
export const paths: Arbitrary<Text> = fc.oneof(
  sometimes(
    60,
    fc
      .tuple(
        fc.oneof(sometimes(8, plainNames), sometimes(1, placeholders)),
        fc.oneof(sometimes(5, fc.constant<Text[]>([])), sometimes(2, fc.array(steps, { maxLength: 2 }))),
      )
      .map(([first, more]) => text(first, ...more)),
  ),
  sometimes(
    1,
    fc
      .constantFrom('name', 'a.status', 'a..b', 'a[x]', '#', ':', 'a[4294967296]', '1a', '#undefined')
      .map((p) => text(p)),
  ),
);

export const given = (value: Arbitrary<Record<string, unknown>>): Arbitrary<Text> =>
  value.map((each) => text({ value: each as never }));

const literals = given(mostlyValues);
const operands: Arbitrary<Text> = fc.oneof(
  sometimes(6, paths),
  sometimes(6, literals),
  sometimes(
    2,
    paths.map((path) => text('size(', path, ')')),
  ),
  sometimes(
    1,
    literals.map((literal) => text('size(', literal, ')')),
  ),
);
const types = fc.constantFrom('S', 'N', 'B', 'SS', 'NS', 'BS', 'M', 'L', 'NULL', 'BOOL', 'X');

const test = (name: string, ...parts: readonly Arbitrary<Text>[]): Arbitrary<Text> =>
  fc.tuple(...parts).map((found) => text(`${name}(`, joined(found, ', '), ')'));

const tests: Arbitrary<Text> = fc.oneof(
  sometimes(4, test('attribute_exists', paths)),
  sometimes(4, test('attribute_not_exists', paths)),
  sometimes(4, test('begins_with', operands, operands)),
  sometimes(4, test('contains', operands, operands)),
  sometimes(4, test('attribute_type', paths, given(types.map((S) => ({ S }))))),
  sometimes(
    10,
    fc
      .tuple(operands, fc.constantFrom('=', '<>', '<', '<=', '>', '>='), operands)
      .map(([left, operator, right]) => text(left, ` ${operator} `, right)),
  ),
  sometimes(
    3,
    fc
      .tuple(operands, operands, operands)
      .map(([operand, low, high]) => text(operand, ' BETWEEN ', low, ' AND ', high)),
  ),
  sometimes(
    3,
    fc
      .tuple(operands, fc.array(operands, { minLength: 1, maxLength: 3 }))
      .map(([operand, among]) => text(operand, ' in (', joined(among, ', '), ')')),
  ),
  sometimes(
    1,
    fc.oneof(
      test('foo', operands),
      test('attribute_exists', operands, operands),
      test('begins_with', operands),
      test('if_not_exists', paths, operands),
      test('attribute_type', operands, operands),
      fc
        .constantFrom('', ' ', '(', 'a', 'a =', 'a = b c', '((a = b))', 'NOT', 'a = "b"')
        .map((each) => text(each)),
    ),
  ),
);

/** Conditions and filters. */
export const conditions: Arbitrary<Text> = fc.letrec<{ condition: Text }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 3, depthIdentifier: 'condition' },
    sometimes(12, tests),
    sometimes(
      2,
      fc
        .tuple(tie('condition'), fc.constantFrom(' AND ', ' or '), tie('condition'))
        .map(([left, operator, right]) => text(left, operator, right)),
    ),
    sometimes(
      1,
      tie('condition').map((inner) => text('NOT ', inner)),
    ),
    sometimes(
      1,
      tie('condition').map((inner) => text('(', inner, ')')),
    ),
  ),
})).condition;

const summands: Arbitrary<Text> = fc.oneof(
  sometimes(4, fc.constant(text('n'))),
  sometimes(4, given(numbers.map((N) => ({ N })))),
  sometimes(2, operands),
  sometimes(
    1,
    fc.tuple(paths, given(scalars)).map(([path, value]) => text('if_not_exists(', path, ', ', value, ')')),
  ),
);
const lists: Arbitrary<Text> = fc.oneof(
  fc.constant(text('lst')),
  given(fc.array(scalars, { maxLength: 2 }).map((L) => ({ L }))),
  operands,
);
const settings: Arbitrary<Text> = fc.oneof(
  sometimes(5, literals),
  sometimes(2, paths),
  sometimes(
    3,
    fc
      .tuple(summands, fc.constantFrom(' + ', ' - '), summands)
      .map(([left, operator, right]) => text(left, operator, right)),
  ),
  sometimes(
    2,
    fc.tuple(paths, operands).map(([path, value]) => text('if_not_exists(', path, ', ', value, ')')),
  ),
  sometimes(
    2,
    fc.tuple(lists, lists).map(([left, right]) => text('list_append(', left, ', ', right, ')')),
  ),
);

const section = (word: string, clause: Arbitrary<Text>): Arbitrary<Text> =>
  fc.array(clause, { minLength: 1, maxLength: 2 }).map((clauses) => text(`${word} `, joined(clauses, ', ')));

const sections: Arbitrary<Text> = fc.oneof(
  sometimes(
    6,
    section(
      'SET',
      fc.tuple(paths, settings).map(([path, value]) => text(path, ' = ', value)),
    ),
  ),
  sometimes(3, section('REMOVE', paths)),
  sometimes(
    3,
    section(
      'ADD',
      fc
        .tuple(
          fc.oneof(fc.constantFrom(text('n'), text('st')), paths),
          given(
            fc.oneof(
              numbers.map((N) => ({ N })),
              fc.constant({ SS: ['a', 'q'] }),
              values,
            ),
          ),
        )
        .map(([path, value]) => text(path, ' ', value)),
    ),
  ),
  sometimes(
    2,
    section(
      'delete',
      fc
        .tuple(
          fc.oneof(fc.constant(text('st')), paths),
          given(fc.oneof(fc.constantFrom({ SS: ['a'] }, { SS: ['a', 'b'] }, { NS: ['1'] }), values)),
        )
        .map(([path, value]) => text(path, ' ', value)),
    ),
  ),
);

export const updates: Arbitrary<Text> = fc
  .array(sections, { minLength: 1, maxLength: 3 })
  .map((found) => joined(found, ' '));

export const projections: Arbitrary<Text> = fc
  .array(paths, { minLength: 1, maxLength: 3 })
  .map((found) => joined(found, ', '));
