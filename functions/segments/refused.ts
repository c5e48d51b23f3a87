import type { Complaint } from '../../workflows/sentences.ts';
import { Problem } from '../shared/http/problem.ts';

/** What is wrong with a segment that was said: the first fault, with its field. */
export function refused([complaint]: readonly Complaint[]): Problem {
  const { field, reason } = complaint ?? { field: 'where', reason: 'where: cannot be understood' };
  return new Problem(400, reason, { field });
}
