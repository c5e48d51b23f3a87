import * as z from 'zod/mini';
import { audiencesSchema, bearer, lastingSchema, readAccount } from '../access.ts';
import { busyVerdict, done, refusedAnswer } from '../common-verdict.ts';
import { e164, hashed, plainEmail } from '../hashed.ts';
import type { AdNetwork, Answer, Change, HttpCall, Verdict } from '../network.ts';
import { errorVerdict, isTokenError } from './errors.ts';

const graph = 'https://graph.facebook.com/v25.0';

const account = z.object({ access: lastingSchema, audiences: audiencesSchema });

/**
 * Digits with the country code, without plus and leading zeros. Of a number that does not say its country nobody is
 * named: without its zero, London's `020 7031 3000` would be somebody's in Egypt.
 */
const digitsOf = (phone: string | undefined): string | undefined => e164(phone)?.slice(1);

/** A session tells Meta which parts make one upload; a change that fits into one call, and a removal, need none. */
function sessionOf({ action, part }: Change) {
  if (!part || action === 'remove') return {};
  const { session, nth, of, users } = part;
  return {
    session: {
      session_id: session,
      batch_seq: nth,
      last_batch_flag: nth === of,
      estimated_num_total: users,
    },
  };
}

const request = (change: Change): HttpCall => ({
  method: change.action === 'add' ? 'POST' : 'DELETE',
  url: `${graph}/${encodeURIComponent(change.audience)}/users`,
  body: {
    payload: {
      schema: ['EMAIL', 'PHONE'],
      data: change.users.map(({ email = '', phone = '' }) => [email, phone]),
    },
    ...sessionOf(change),
  },
});

/** Meta names some of the rows that it could not read in `invalid_entry_samples`; the others count as taken. */
function received({ users }: Change, answer: Answer): readonly Verdict[] | Verdict {
  if (answer.status >= 300) return refusedAnswer(answer);
  const { body } = answer;
  if (!body.num_invalid_entries) return done;
  const samples = JSON.stringify(body.invalid_entry_samples ?? '');
  return users.map((keys) =>
    Object.values(keys).some((key) => samples.includes(key))
      ? { kind: 'refused', reason: 'invalid-entry' }
      : done,
  );
}

/**
 * Custom Audiences of Meta's Marketing API, for Facebook and Instagram.
 * https://developers.facebook.com/docs/marketing-api/reference/custom-audience/users
 */
export const meta: AdNetwork = {
  id: 'meta',
  mostUsers: 10_000,
  keysOf: ({ email, phone }) => hashed({ email: plainEmail(email), phone: digitsOf(phone) }),
  connect(settings) {
    const { access, audiences } = readAccount(account, settings);
    return {
      audiences,
      access,
      authorise: bearer,
      isUnauthorised: isTokenError,
      change: request,
      verdicts: (change, answer) => errorVerdict(answer) ?? busyVerdict(answer) ?? received(change, answer),
    };
  },
};
