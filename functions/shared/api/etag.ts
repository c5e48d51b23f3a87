import type { HttpRequest } from '../http/http.ts';
import { Problem } from '../http/problem.ts';

/** What a resource is at: a number that grows, or any text without quotes, that is another with every edit. */
export type Version = number | string;

/** A strong entity tag (RFC 9110, 8.8.3). */
export const etagOf = (version: Version): string => `"${version}"`;

const tagsIn = (header: string): readonly string[] => header.split(',').map((tag) => tag.trim());

/** Whether `If-None-Match` names what the answer would be. Compared weakly, as RFC 9110 13.1.2 says. */
export const isUnchanged = ({ headers }: HttpRequest, etag: string): boolean =>
  tagsIn(headers['if-none-match'] ?? '').some((tag) => tag === '*' || tag.replace(/^W\//, '') === etag);

/** An edit that came too late: another one was first. For handlers whose conditional write was refused, too. */
export const staleEdit = (current?: Version): Problem =>
  new Problem(
    412,
    `if-match: ${current === undefined ? 'it has been changed since' : `it is at ${etagOf(current)} by now`}; read it again, and repeat the change on what it has become`,
    { field: 'if-match' },
  );

/** Checks what an edit was made on. @throws Problem 412, 428 */
export type EditCheck = (current: Version | undefined) => void;

/**
 * What an edit takes the resource to be, by its `If-Match` (compared strongly, RFC 9110 13.1.1) and `If-None-Match: *`
 * (only make it new). Nothing needs to be said of a resource that is not there yet; of one that is there, it must be.
 */
export const editCheckOf =
  ({ headers }: HttpRequest): EditCheck =>
  (current) => {
    const { 'if-match': match, 'if-none-match': noneMatch } = headers;
    if (noneMatch?.trim() === '*' && current !== undefined) throw staleEdit(current);
    if (match === undefined) {
      if (current === undefined) return;
      throw new Problem(
        428,
        `if-match: missing; send the ETag of what you change, ${etagOf(current)} at the moment, so that nobody’s edit is lost`,
        { field: 'if-match' },
      );
    }
    if (current === undefined)
      throw new Problem(412, 'if-match: there is nothing to change; leave If-Match out to make it', {
        field: 'if-match',
      });
    if (!tagsIn(match).some((tag) => tag === '*' || tag === etagOf(current))) throw staleEdit(current);
  };
