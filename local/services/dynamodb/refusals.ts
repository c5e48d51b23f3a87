import { AwsError } from '../../aws-error.ts';

/** The request itself is wrong. */
export const invalid = (message: string): AwsError => new AwsError('ValidationException', message);

/** A key or an item that is well formed and does not fit its table; in a transaction it is the reason of that item alone. */
export class Misfit extends AwsError {
  constructor(message: string) {
    super('ValidationException', message);
  }
}

/** The table, or what it is asked about, is not there. */
export const notFound = (message: string): AwsError => new AwsError('ResourceNotFoundException', message);

/** A member outside of its set of words. `member` is named as on the wire, as `returnConsumedCapacity`. */
export const notOneOf = (value: unknown, member: string, words: readonly string[]): AwsError =>
  invalid(
    `1 validation error detected: Value '${value}' at '${member}' failed to satisfy constraint: ` +
      `Member must satisfy enum value set: [${words.join(', ')}]`,
  );
