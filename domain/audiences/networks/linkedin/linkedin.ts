import * as z from 'zod/mini';
import { accessFrom, accessSchema, audiencesSchema, bearer, readAccount } from '../access.ts';
import { busyVerdict, done, refusedAnswer } from '../common-verdict.ts';
import { hashed, plainEmail } from '../hashed.ts';
import type { AdNetwork, Answer, Change, HttpCall, Verdict } from '../network.ts';

const api = 'https://api.linkedin.com/rest/dmpSegments';

/**
 * The latest version whose release is documented; it is served until July 2027. A version that has ended, or never was,
 * is answered by 426 `NONEXISTENT_VERSION`. https://learn.microsoft.com/linkedin/marketing/versioning
 */
const latestVersion = '202607';

/**
 * How many people go into one call. LinkedIn publishes its limit of calls (600 a minute) and none for a batch; so many
 * are a request of 120 KB, far below what gateways refuse.
 */
const mostUsers = 1_000;

const account = z.object({
  access: accessSchema,
  /** `YYYYMM`; LinkedIn ends a version after a year, and does not know months without a release. */
  version: z._default(
    z.string().check(z.regex(/^\d{6}$/, 'must be a year and a month, as 202607')),
    latestVersion,
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

const statusVerdict = (answer: Answer): Verdict =>
  busyVerdict(answer) ?? (answer.status < 300 ? done : refusedAnswer(answer, reasonOf(answer)));

const reasonOf = ({ status }: Answer): string => (status === 426 ? 'version-ended' : `linkedin ${status}`);

const elementVerdict = (status: number): Verdict => statusVerdict({ status, body: {} });

/** LinkedIn gives each element a status of its own, in their order. */
function elementVerdicts({ users }: Change, answer: Answer): readonly Verdict[] | Verdict {
  const parsed = answered.safeParse(answer.body);
  if (answer.status >= 300 || !parsed.success) return statusVerdict(answer);
  const { elements } = parsed.data;
  return users.map((_, index) => elementVerdict(elements[index]?.status ?? 500));
}

/**
 * Matched audiences of LinkedIn, which knows people by their address alone.
 * https://learn.microsoft.com/linkedin/marketing/matched-audiences/create-and-manage-segment-users
 */
export const linkedin: AdNetwork = {
  id: 'linkedin',
  mostUsers,
  keysOf: ({ email }) => hashed({ email: plainEmail(email) }),
  connect(settings) {
    const { access, version, audiences } = readAccount(account, settings);
    return {
      audiences,
      access: accessFrom(access, 'https://www.linkedin.com/oauth/v2/accessToken'),
      authorise: (token) => ({ ...bearer(token), 'linkedin-version': version }),
      isUnauthorised: ({ status }) => status === 401,
      change: request,
      verdicts: (change, answer) => elementVerdicts(change, answer),
    };
  },
};
