import type { Clock } from '../../clock.ts';
import { invalidToken } from './refusals.ts';

interface Page {
  readonly limit: number;
  /** What came last on the page before. */
  readonly after: number | undefined;
  /** The token of the page that follows one which ends with `last`. */
  token(last: number): string;
}

/** AWS lets page tokens expire after 24 hours. */
const tokenLivesMs = 86_400_000;

/**
 * Reads which page is asked for. Its tokens hold for one day and for the same question only: operation, resource and
 * filters make up `question`.
 * @throws AwsError InvalidToken
 */
export function pageOf(
  clock: Clock,
  question: readonly (string | boolean | undefined)[],
  { maxResults, nextToken }: { maxResults?: number; nextToken?: string },
): Page {
  const asked = question.join(' ');
  return {
    // Whole, as AWS reads JSON numbers.
    limit: Math.trunc(maxResults ?? 0) || 100,
    after: nextToken === undefined ? undefined : readToken(nextToken, asked, clock.now()),
    token: (last) => Buffer.from(`page ${last} ${clock.now()} ${asked}`).toString('base64url'),
  };
}

function readToken(token: string, asked: string, now: number): number {
  const match = /^page (\d+) (\d+) (.*)$/s.exec(Buffer.from(token, 'base64url').toString());
  if (!match || match[3] !== asked || Number(match[2]) + tokenLivesMs < now) throw invalidToken();
  return Number(match[1]);
}
