import { invalid } from '../refusals.ts';

/** DynamoDB's numbers: up to 38 significant digits, magnitudes from 1E-130 to 9.99…E+125, exact. */
interface Decimal {
  readonly negative: boolean;
  /** Significant digits without leading or trailing zeros; empty for zero. */
  readonly digits: string;
  /** The value is 0.digits × 10^exponent. */
  readonly exponent: number;
}

const maxDigits = 38;
const maxExponent = 126;
const minExponent = -129;

const pattern = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/;
/** Integers that are canonical as they stand and exact as a JavaScript number. */
const plainInteger = /^(?:0|-?[1-9]\d{0,14})$/;

function decimal(text: string): Decimal {
  const match = pattern.exec(text);
  const [, sign = '', whole = '', fraction = '', power = '0'] = match ?? [];
  if (!match || whole + fraction === '') throw invalid('A value provided cannot be converted into a number');
  return scaled(sign === '-', whole + fraction, whole.length + Number(power));
}

/** 0.digits × 10^exponent with zeros stripped, refused when outside of DynamoDB's range. */
function scaled(negative: boolean, text: string, exponent: number): Decimal {
  const stripped = text.replace(/^0+/, '');
  const digits = stripped.replace(/0+$/, '');
  if (digits === '') return { negative: false, digits, exponent: 0 };
  const place = exponent - (text.length - stripped.length);
  if (place > maxExponent)
    throw invalid('Number overflow. Attempting to store a number with magnitude larger than supported range');
  if (place < minExponent)
    throw invalid(
      'Number underflow. Attempting to store a number with magnitude smaller than supported range',
    );
  if (digits.length > maxDigits) throw invalid('DynamoDB only supports precision up to 38 digits');
  return { negative, digits, exponent: place };
}

function plain({ negative, digits, exponent }: Decimal): string {
  if (digits === '') return '0';
  const text =
    exponent <= 0
      ? `0.${'0'.repeat(-exponent)}${digits}`
      : exponent >= digits.length
        ? digits.padEnd(exponent, '0')
        : `${digits.slice(0, exponent)}.${digits.slice(exponent)}`;
  return negative ? `-${text}` : text;
}

/** The one way that DynamoDB writes a number: no exponent, no superfluous zeros. @throws ValidationException */
export const canonicalNumber = (text: string): string =>
  plainInteger.test(text) ? text : plain(decimal(text));

/** The value times 10^-place, an integer when `place` is at most the last digit's. */
const integerAt = ({ negative, digits, exponent }: Decimal, place: number): bigint => {
  const magnitude = BigInt(digits === '' ? '0' : digits.padEnd(exponent - place, '0'));
  return negative ? -magnitude : magnitude;
};

const lastPlace = ({ digits, exponent }: Decimal): number => exponent - digits.length;

/** The exact sum, or difference, of two canonical numbers. @throws ValidationException when it does not fit */
export function addNumbers(left: string, right: string, sign: 1 | -1 = 1): string {
  if (plainInteger.test(left) && plainInteger.test(right)) return String(Number(left) + sign * Number(right));
  const [a, b] = [decimal(left), decimal(right)];
  const place = Math.min(lastPlace(a), lastPlace(b));
  const sum = integerAt(a, place) + BigInt(sign) * integerAt(b, place);
  const digits = String(sum < 0n ? -sum : sum);
  return plain(scaled(sum < 0n, digits, digits.length + place));
}

const nines = (digits: string): string => digits.replace(/\d/g, (digit) => String(9 - Number(digit)));

/**
 * Text that sorts, byte by byte, as the canonical numbers do: a sign, the biased exponent, the digits. Those of
 * negative numbers are complemented and closed by `~`, so that fewer digits sort after more.
 */
export function numberKey(text: string): string {
  const { negative, digits, exponent } = decimal(text);
  if (digits === '') return '1';
  const biased = exponent + 500;
  return negative ? `0${999 - biased}${nines(digits)}~` : `1${biased}${digits}`;
}

/** Below, at or above zero, as `left` is below, at or above `right`; both canonical. */
export function compareNumbers(left: string, right: string): number {
  if (left === right) return 0;
  if (plainInteger.test(left) && plainInteger.test(right)) return Number(left) - Number(right);
  return numberKey(left) < numberKey(right) ? -1 : 1;
}

/** Bytes that a canonical number takes in an item: one per two significant digits, and one or two more. */
export function numberSize(text: string): number {
  const { negative, digits, exponent } = decimal(text);
  if (digits === '') return 1;
  const pairs = Math.ceil((digits.length + (Math.abs(exponent) % 2)) / 2);
  return pairs + (negative ? 2 : 1);
}
