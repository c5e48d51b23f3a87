/** A pattern that AWS would not take; the message goes behind `Event pattern is not valid. Reason: `. */
export class InvalidPattern extends Error {
  override readonly name = 'InvalidPattern';
}

export type Scalar = string | number | boolean | null;

/** One entry of a field's list. */
export interface ValueTest {
  /** Holds when the field is not there. */
  readonly absent?: boolean;
  /** Holds when the field is there, whatever it is. */
  readonly present?: boolean;
  readonly passes: (value: Scalar) => boolean;
}

const never = () => false;

/** Compiles one entry of a field's list: a value that must be equal, or a test such as `{"prefix": "a"}`. */
export function compileTest(entry: unknown): ValueTest {
  if (typeof entry !== 'object' || entry === null) return { passes: (value) => value === entry };
  const [[name, operand] = [], ...others] = Object.entries(entry);
  if (name === undefined || others.length > 0)
    throw new InvalidPattern('Only one key allowed in match expression');
  if (name === 'exists') {
    if (typeof operand !== 'boolean')
      throw new InvalidPattern('exists match pattern must be either true or false.');
    return operand ? { present: true, passes: never } : { absent: true, passes: never };
  }
  if (name === 'numeric') return { passes: numeric(operand) };
  if (name === 'anything-but') return { passes: anythingBut(operand) };
  if (name === 'cidr') return { passes: onText(cidr(operand)) };
  return { passes: onText(textTest(name, operand)) };
}

type OnText = (value: string) => boolean;

const onText =
  (test: OnText) =>
  (value: Scalar): boolean =>
    typeof value === 'string' && test(value);

function textTest(name: string, operand: unknown): OnText {
  if (name === 'prefix' || name === 'suffix') {
    const ignoring = caseless(operand);
    const wanted = ignoring ?? textOf(name, operand);
    const fold = (value: string) => (ignoring === undefined ? value : value.toLowerCase());
    return name === 'prefix'
      ? (value) => fold(value).startsWith(wanted)
      : (value) => fold(value).endsWith(wanted);
  }
  if (name === 'equals-ignore-case') {
    const wanted = textOf(name, operand).toLowerCase();
    return (value) => value.toLowerCase() === wanted;
  }
  if (name === 'wildcard') {
    const expression = wildcard(textOf(name, operand));
    return (value) => expression.test(value);
  }
  throw new InvalidPattern(`Unrecognized match type ${name}`);
}

function textOf(name: string, operand: unknown): string {
  if (typeof operand !== 'string') throw new InvalidPattern(`${name} match pattern must be a string`);
  return operand;
}

function caseless(operand: unknown): string | undefined {
  if (typeof operand !== 'object' || operand === null || !('equals-ignore-case' in operand)) return undefined;
  return textOf('equals-ignore-case', operand['equals-ignore-case']).toLowerCase();
}

/** `*` is any text; a backslash takes `*` and itself literally. */
function wildcard(pattern: string): RegExp {
  if (/(?<!\\)(\\\\)*\*\*/.test(pattern))
    throw new InvalidPattern('Consecutive wildcard characters at pos 0');
  const source = pattern.replace(
    /\\([*\\])|([*])|([\s\S])/g,
    (_, escaped: string, star: string, other: string) =>
      star ? '[\\s\\S]*' : RegExp.escape(escaped ?? other),
  );
  return new RegExp(`^${source}$`);
}

function anythingBut(operand: unknown): (value: Scalar) => boolean {
  if (typeof operand === 'object' && operand !== null && !Array.isArray(operand)) {
    const [[name, inner] = []] = Object.entries(operand);
    const tests = [inner].flat().map((each) => textTest(name ?? '', each));
    return (value) => typeof value !== 'string' || !tests.some((test) => test(value));
  }
  const refused = new Set([operand].flat());
  if (refused.size === 0) throw new InvalidPattern('Empty arrays are not allowed');
  return (value) => !refused.has(value);
}

const comparisons: Readonly<Record<string, (value: number, bound: number) => boolean>> = {
  '=': (value, bound) => value === bound,
  '<': (value, bound) => value < bound,
  '<=': (value, bound) => value <= bound,
  '>': (value, bound) => value > bound,
  '>=': (value, bound) => value >= bound,
};

function numeric(operand: unknown): (value: Scalar) => boolean {
  if (!Array.isArray(operand) || operand.length === 0 || operand.length % 2 !== 0)
    throw new InvalidPattern('Invalid member in numeric match: pairs of comparison and number expected');
  const tests = Array.from({ length: operand.length / 2 }, (_, index) => {
    const [name, bound]: unknown[] = operand.slice(index * 2, index * 2 + 2);
    const compare = comparisons[String(name)];
    if (!compare) throw new InvalidPattern(`Unrecognized numeric range operator: ${String(name)}`);
    if (typeof bound !== 'number') throw new InvalidPattern(`Value of ${String(name)} must be numeric`);
    return (value: number) => compare(value, bound);
  });
  return (value) => typeof value === 'number' && tests.every((test) => test(value));
}

function cidr(operand: unknown): OnText {
  const [network = '', bits = '32'] = textOf('cidr', operand).split('/');
  const base = ipv4(network);
  if (base === undefined || !(Number(bits) >= 0 && Number(bits) <= 32))
    throw new InvalidPattern('Malformed CIDR, one of IPv4 expected');
  const size = 2 ** (32 - Number(bits));
  return (value) => {
    const address = ipv4(value);
    return address !== undefined && Math.floor(address / size) === Math.floor(base / size);
  };
}

function ipv4(text: string): number | undefined {
  const parts = text.split('.').map(Number);
  const valid =
    parts.length === 4 && parts.every((part) => Number.isInteger(part) && part >= 0 && part < 256);
  return valid ? parts.reduce((sum, part) => sum * 256 + part, 0) : undefined;
}
