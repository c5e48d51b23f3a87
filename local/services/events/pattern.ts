import { compileTest, InvalidPattern, type Scalar, type ValueTest } from './pattern-tests.ts';

export type Matches = (event: unknown) => boolean;

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Compiles an event pattern of EventBridge, or a filter policy of SNS, which are alike: an object of field names to
 * lists of allowed values and tests, nested as the event is. Throws `InvalidPattern` saying what is wrong.
 */
export function compilePattern(pattern: unknown): Matches {
  if (!isFields(pattern)) throw new InvalidPattern('Filter is not an object');
  const rules = Object.entries(pattern).map(([name, rule]) =>
    name === '$or' && isAlternatives(rule) ? compileOr(rule) : compileField(name, rule),
  );
  if (rules.length === 0) throw new InvalidPattern('Empty objects are not allowed');
  return (event) => rules.every((matches) => matches(event));
}

/** As EventBridge: `$or` is a field's name like others unless it holds at least two patterns. */
const isAlternatives = (rule: unknown): rule is readonly Fields[] =>
  Array.isArray(rule) && rule.length > 1 && rule.every(isFields);

function compileOr(patterns: readonly Fields[]): Matches {
  const alternatives = patterns.map(compilePattern);
  return (event) => alternatives.some((matches) => matches(event));
}

function compileField(name: string, rule: unknown): Matches {
  if (Array.isArray(rule)) {
    if (rule.length === 0) throw new InvalidPattern(`Empty arrays are not allowed: ${name}`);
    const tests = rule.map(compileTest);
    return (event) => some(event, (fields) => passes(tests, Object.hasOwn(fields, name), fields[name]));
  }
  if (!isFields(rule)) throw new InvalidPattern(`"${name}" must be an object or an array`);
  if (onlyAbsence(rule)) {
    const inner = compilePattern(rule);
    return (event) => some(event, (fields) => inner(fields[name] ?? {}));
  }
  const inner = compilePattern(rule);
  return (event) => some(event, (fields) => fields[name] !== undefined && inner(fields[name]));
}

/** Whether every test below asks that a field be absent, which also holds where the object itself is. */
const onlyAbsence = (rule: Fields): boolean =>
  Object.values(rule).every((each) =>
    Array.isArray(each)
      ? each.every((test) => isFields(test) && test.exists === false)
      : isFields(each) && onlyAbsence(each),
  );

/** Objects within a list are alternatives. */
function some(event: unknown, matches: (fields: Fields) => boolean): boolean {
  if (Array.isArray(event)) return event.some((each) => some(each, matches));
  return isFields(event) && matches(event);
}

function passes(tests: readonly ValueTest[], present: boolean, value: unknown): boolean {
  const values = (Array.isArray(value) ? value : [value]).filter(isScalar);
  return tests.some((test) =>
    test.absent ? !present : present && (test.present || values.some((each) => test.passes(each))),
  );
}

const isScalar = (value: unknown): value is Scalar =>
  value === null || ['string', 'number', 'boolean'].includes(typeof value);
