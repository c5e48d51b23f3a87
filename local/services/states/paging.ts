import { constraint, invalidToken } from './refusals.ts';

interface Page {
  readonly limit: number;
  /** What came last on the page before. */
  readonly after: number | undefined;
}

/** @throws AwsError ValidationException, InvalidToken */
export function pageOf({ maxResults, nextToken }: { maxResults?: number; nextToken?: string }): Page {
  if (maxResults !== undefined && (maxResults < 0 || maxResults > 1000))
    throw constraint(maxResults, 'maxResults', 'Member must have value less than or equal to 1000');
  return { limit: maxResults || 100, after: nextToken === undefined ? undefined : readPageToken(nextToken) };
}

export const pageToken = (last: number): string => Buffer.from(`page:${last}`).toString('base64url');

function readPageToken(token: string): number {
  const match = /^page:(\d+)$/.exec(Buffer.from(token, 'base64url').toString());
  if (!match) throw invalidToken();
  return Number(match[1]);
}
