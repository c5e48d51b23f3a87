import { AwsError } from '../../aws-error.ts';
import { InvalidPattern } from './pattern-tests.ts';

export const validation = (message: string) => new AwsError('ValidationException', message);

/** What AWS answers for a pattern that is none; errors that are not about the pattern stay as they are. */
export function invalidPattern(error: unknown): unknown {
  if (!(error instanceof InvalidPattern || error instanceof SyntaxError)) return error;
  return new AwsError('InvalidEventPatternException', `Event pattern is not valid. Reason: ${error.message}`);
}
