import * as z from 'zod/mini';
import type { Answer, Verdict } from '../network.ts';

const errorSchema = z.object({
  error: z.looseObject({
    code: z.number(),
    error_subcode: z.optional(z.number()),
    is_transient: z.optional(z.boolean()),
  }),
});

/** Unknown error, service unavailable, and the rate limits of app (4), user (17), page (32), custom (613) and account (80003). */
const passing: ReadonlySet<number> = new Set([1, 2, 4, 17, 32, 613, 80003]);

const known: ReadonlyMap<string, Verdict> = new Map([
  // The audience is under restrictions that only its owner can lift, in Audience Manager.
  ['100/1713230', { kind: 'refused', reason: 'audience-blocked' }],
  // With the person out, the audience would be too small to hide who is in it: it may have grown tomorrow.
  ['200/1870047', { kind: 'refused', reason: 'audience-too-small', again: true }],
]);

/**
 * Permissions that the token lacks or terms that are not accepted (10, 200 to 299), and an audience that there is not or
 * that the token may not see (803, 100/33): the owner can put that right.
 * https://developers.facebook.com/docs/graph-api/guides/error-handling
 */
const isForOwner = (code: number, subcode: number | undefined): boolean =>
  code === 10 || code === 803 || (code >= 200 && code < 300) || (code === 100 && subcode === 33);

/** The error in an answer of the Graph API, whatever the status; undefined for an answer without one. */
export function graphError({ body }: Pick<Answer, 'body'>) {
  const parsed = errorSchema.safeParse(body);
  return parsed.success ? parsed.data.error : undefined;
}

/** An invalid, expired or withdrawn token. */
export const isTokenError = (answer: Answer): boolean =>
  answer.status === 401 || graphError(answer)?.code === 190;

export function errorVerdict(answer: Answer): Verdict | undefined {
  const error = graphError(answer);
  if (!error) return undefined;
  const code = [error.code, error.error_subcode].filter((part) => part !== undefined).join('/');
  if (passing.has(error.code) || error.is_transient) return { kind: 'later', reason: `meta ${code}` };
  const again = isForOwner(error.code, error.error_subcode);
  return known.get(code) ?? { kind: 'refused', reason: `meta ${code}`, ...(again && { again }) };
}
