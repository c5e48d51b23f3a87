import { AwsError } from '../aws-error.ts';

/** What is wrong with one member, in the words of AWS's validation; undefined when nothing is. */
type Violation = string | undefined;

const violation = (value: unknown, path: string, constraint: string): string =>
  `Value '${String(value)}' at '${path}' failed to satisfy constraint: Member must ${constraint}`;

/** Throws one error that names all violations: `2 validation errors detected: …; …`. */
export function requireValid(errorName: string, ...checks: readonly Violation[]): void {
  const found = checks.filter((each) => each !== undefined);
  if (found.length === 0) return;
  const errors = found.length === 1 ? 'error' : 'errors';
  throw new AwsError(errorName, `${found.length} validation ${errors} detected: ${found.join('; ')}`);
}

/** Absent members are none of these checks' business. */
export function hasLength(path: string, value: string | undefined, least: number, most: number): Violation {
  if (value === undefined) return undefined;
  if (value.length < least) return violation(value, path, `have length greater than or equal to ${least}`);
  return value.length > most
    ? violation(value, path, `have length less than or equal to ${most}`)
    : undefined;
}

export function isBetween(path: string, value: number | undefined, least: number, most: number): Violation {
  if (value === undefined) return undefined;
  if (value < least) return violation(value, path, `have value greater than or equal to ${least}`);
  return value > most ? violation(value, path, `have value less than or equal to ${most}`) : undefined;
}

export function isOneOf(path: string, value: string | undefined, values: readonly string[]): Violation {
  if (value === undefined || values.includes(value)) return undefined;
  return violation(value, path, `satisfy enum value set: [${values.join(', ')}]`);
}

/** @param shown the pattern as AWS writes it. */
export function matches(path: string, value: string | undefined, pattern: RegExp, shown: string): Violation {
  if (value === undefined || pattern.test(value)) return undefined;
  return violation(value, path, `satisfy regular expression pattern: ${shown}`);
}
