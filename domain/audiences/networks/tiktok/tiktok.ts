import * as z from 'zod/mini';
import { audiencesSchema, lastingSchema, readAccount } from '../access.ts';
import { busyVerdict } from '../common-verdict.ts';
import { e164, hashed } from '../hashed.ts';
import type { AdNetwork, Change, HttpCall } from '../network.ts';
import { codeVerdict, isTokenCode } from './codes.ts';
import { tiktokEmail } from './normalise.ts';

const api = 'https://business-api.tiktok.com/open_api/v1.3';

const account = z.object({
  access: lastingSchema,
  advertiserId: z.string().check(z.minLength(1)),
  audiences: audiencesSchema,
});

/**
 * How many people go into one call. TikTok has a limit (its code 40061, "invalid batch size") and does not publish it;
 * Tealium and Segment, whose connectors are TikTok's partners', send 1,000.
 * https://docs.tealium.com/server-side-connectors/tiktok-audiences-connector-setup-guide/
 */
const mostUsers = 1_000;

/**
 * Custom audiences of TikTok's Marketing API, streamed. Numbers are hashed with their plus: TikTok says so, and takes
 * them without (the hash that its help prints is of one without). https://business-api.tiktok.com/portal/docs
 */
export const tiktok: AdNetwork = {
  id: 'tiktok',
  mostUsers,
  keysOf: ({ email, phone }) => hashed({ email: tiktokEmail(email), phone: e164(phone) }),
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
      isUnauthorised: isTokenCode,
      change: request,
      verdicts: (_change, answer) => busyVerdict(answer) ?? codeVerdict(answer),
    };
  },
};
