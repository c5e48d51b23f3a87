import * as z from 'zod/mini';
import { accessFrom, accessSchema, audiencesSchema, bearer, readAccount } from '../access.ts';
import { busyVerdict, done } from '../common-verdict.ts';
import { hashed, plainEmail } from '../hashed.ts';
import type { AdNetwork, Answer, Change, HttpCall, Verdict } from '../network.ts';

const api = 'https://api.linkedin.com/rest/dmpSegments';

const account = z.object({
  access: accessSchema,
  /** `YYYYMM`; LinkedIn ends a version after a year. */
  version: z._default(
    z.string().check(z.regex(/^\d{6}$/, 'must be a year and a month, as 202610')),
    '202610',
  ),
  audiences: audiencesSchema,
});

const answered = z.object({ elements: z.array(z.looseObject({ status: z.number() })) });

const request = ({ action, audience, users }: Change): HttpCall => ({
  method: 'POST',
  url: `${api}/${encodeURIComponent(audience)}/users`,
  headers: { 'x-restli-method': 'BATCH_CREATE', 'x-restli-protocol-version': '2.0.0' },
  body: {
    elements: users.map(({ email = '' }) => ({
      action: action === 'add' ? 'ADD' : 'REMOVE',
      userIds: [{ idType: 'SHA256_EMAIL', idValue: email }],
    })),
  },
});

const elementVerdict = (status: number): Verdict =>
  busyVerdict({ status, body: {} }) ??
  (status < 300 ? done : { kind: 'refused', reason: `linkedin ${status}` });

/** LinkedIn gives each element a status of its own, in their order. */
function elementVerdicts({ users }: Change, answer: Answer): readonly Verdict[] | Verdict {
  const parsed = answered.safeParse(answer.body);
  if (answer.status >= 300 || !parsed.success) return elementVerdict(answer.status);
  const { elements } = parsed.data;
  return users.map((_, index) => elementVerdict(elements[index]?.status ?? 500));
}

/**
 * Matched audiences of LinkedIn, which knows people by their address alone.
 * https://learn.microsoft.com/linkedin/marketing/matched-audiences/create-and-manage-segment-users
 */
export const linkedin: AdNetwork = {
  id: 'linkedin',
  mostUsers: 1_000,
  keysOf: ({ email }) => hashed({ email: plainEmail(email) }),
  connect(settings) {
    const { access, version, audiences } = readAccount(account, settings);
    return {
      audiences,
      access: accessFrom(access, 'https://www.linkedin.com/oauth/v2/accessToken'),
      authorise: (token) => ({ ...bearer(token), 'linkedin-version': version }),
      isUnauthorised: ({ status }) => status === 401,
      change: request,
      verdicts: (change, answer) => busyVerdict(answer) ?? elementVerdicts(change, answer),
    };
  },
};
