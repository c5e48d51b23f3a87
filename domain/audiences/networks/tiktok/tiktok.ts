import * as z from 'zod/mini';
import { audiencesSchema, lastingSchema, readAccount } from '../access.ts';
import { busyVerdict, done } from '../common-verdict.ts';
import { e164, hashed, plainEmail } from '../hashed.ts';
import type { AdNetwork, Answer, Change, HttpCall, Verdict } from '../network.ts';

const api = 'https://business-api.tiktok.com/open_api/v1.3';

const account = z.object({
  access: lastingSchema,
  advertiserId: z.string().check(z.minLength(1)),
  audiences: audiencesSchema,
});

const codes = { ok: 0, tooFrequent: 40100, badToken: 40105, ofTheirs: 50000 };

const codeOf = ({ body }: Answer): number => (typeof body.code === 'number' ? body.code : codes.ok);

/** TikTok says 200 to everything; its code tells what is meant. */
function verdict(answer: Answer): Verdict {
  const code = codeOf(answer);
  if (code === codes.ok)
    return answer.status < 300 ? done : { kind: 'refused', reason: `http ${answer.status}` };
  const passes = code === codes.tooFrequent || code >= codes.ofTheirs;
  return { kind: passes ? 'later' : 'refused', reason: `tiktok ${code}` };
}

/** Custom audiences of TikTok's Marketing API, streamed. https://business-api.tiktok.com/portal/docs */
export const tiktok: AdNetwork = {
  id: 'tiktok',
  mostUsers: 1_000,
  keysOf: ({ email, phone }) => hashed({ email: plainEmail(email), phone: e164(phone) }),
  connect(settings) {
    const { access, advertiserId, audiences } = readAccount(account, settings);
    const request = ({ action, audience, users }: Change): HttpCall => {
      const cell = (id: string | undefined) => (id ? { id, audience_ids: [audience] } : {});
      return {
        method: 'POST',
        url: `${api}/segment/mapping/`,
        body: {
          advertiser_ids: [advertiserId],
          action: action === 'add' ? 'add' : 'delete',
          id_schema: ['EMAIL_SHA256', 'PHONE_SHA256'],
          batch_data: users.map(({ email, phone }) => [cell(email), cell(phone)]),
        },
      };
    };
    return {
      audiences,
      access,
      authorise: (token) => ({ 'access-token': token }),
      isUnauthorised: (answer) => answer.status === 401 || codeOf(answer) === codes.badToken,
      change: request,
      verdicts: (_change, answer) => busyVerdict(answer) ?? verdict(answer),
    };
  },
};
