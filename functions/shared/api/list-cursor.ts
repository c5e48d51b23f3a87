import { hash } from 'node:crypto';
import type { HttpRequest } from '../http/http.ts';
import { Problem } from '../http/problem.ts';

/** Which list a request asks for: its route, whose it is, and how it is filtered; not how far. */
function listOf({ routeKey, pathParameters, queryStringParameters }: HttpRequest): string {
  const { limit: _, cursor: __, ...filters } = queryStringParameters ?? {};
  const parts = [routeKey, pathParameters ?? {}, filters].map((part) =>
    typeof part === 'string' ? part : Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)),
  );
  return hash('sha256', JSON.stringify(parts), 'base64url').slice(0, 11);
}

/**
 * Binds the cursors of a list to it, so that one list takes none of another's: a cursor is the list's mark, a dot, and
 * the place that the route itself knows. It grants nothing: whoever may ask for a list may read all of it.
 */
export const listCursors = (request: HttpRequest) => ({
  /** The request with the place that its cursor names. @throws Problem 400 for another list's cursor */
  opened(query: Readonly<Record<string, string | undefined>>): Readonly<Record<string, string | undefined>> {
    const { cursor } = query;
    if (cursor === undefined) return query;
    const [list, place] = cursor.split('.', 2);
    if (list === listOf(request) && place) return { ...query, cursor: place };
    throw new Problem(
      400,
      'cursor: not one that a page of this list gave as `next`; leave it out to begin at the front',
      { field: 'cursor' },
    );
  },
  /** An answer whose `next`, if it is a page's, leads on in this list alone. */
  closed<A>(answer: A): A {
    if (!isPage(answer)) return answer;
    return { ...answer, next: `${listOf(request)}.${answer.next}` };
  },
});

const isPage = (answer: unknown): answer is { readonly next: string } =>
  typeof answer === 'object' && answer !== null && 'next' in answer && typeof answer.next === 'string';
