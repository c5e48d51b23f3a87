import * as z from 'zod/mini';
import { accessFrom, accessSchema, audiencesSchema, bearer, readAccount } from '../access.ts';
import { busyVerdict } from '../common-verdict.ts';
import { e164, hashed } from '../hashed.ts';
import type { AdNetwork, Answer, Change, HttpCall, Keys, Verdict } from '../network.ts';
import { errorVerdicts } from './errors.ts';
import { googleEmail } from './normalise.ts';
import { requestVerdict } from './request-status.ts';

const api = 'https://datamanager.googleapis.com/v1';

const customer = z.string().check(z.regex(/^\d{10}$/, 'must be ten digits, without dashes'));

const account = z.object({
  access: accessSchema,
  /** The Google Ads account that owns the audiences. */
  customerId: customer,
  /** The manager account that the access belongs to, where it is another. */
  loginCustomerId: z.optional(customer),
  /** The Google Cloud project whose quota is used, where the token does not say. */
  projectId: z.optional(z.string()),
  audiences: audiencesSchema,
});

const accountOf = (accountId: string) => ({ accountType: 'GOOGLE_ADS', accountId });

const memberOf = ({ email, phone }: Keys) => ({
  userData: {
    userIdentifiers: [
      ...(email ? [{ emailAddress: email }] : []),
      ...(phone ? [{ phoneNumber: phone }] : []),
    ],
  },
});

/** Nobody is added who has not consented to ads, which is what Google asks to be told. */
const agreements = {
  consent: { adUserData: 'CONSENT_GRANTED', adPersonalization: 'CONSENT_GRANTED' },
  termsOfService: { customerMatchTermsOfServiceStatus: 'ACCEPTED' },
};

/** Google answers with the number of a request, whose result is asked for later. */
function accepted({ body }: Answer): Verdict {
  return typeof body.requestId === 'string' && body.requestId !== ''
    ? { kind: 'accepted', requestId: body.requestId }
    : { kind: 'accepted' };
}

/**
 * Customer Match for Search, YouTube and Gmail, by the Data Manager API.
 * https://developers.google.com/data-manager/api/reference/rest/v1/audienceMembers/ingest
 */
export const google: AdNetwork = {
  id: 'google',
  mostUsers: 10_000,
  keysOf: ({ email, phone }) => hashed({ email: googleEmail(email), phone: e164(phone) }),
  connect(settings) {
    const { access, audiences, customerId, loginCustomerId, projectId } = readAccount(account, settings);
    const headers = projectId && { 'x-goog-user-project': projectId };
    const request = ({ action, audience, users }: Change): HttpCall => ({
      method: 'POST',
      url: `${api}/audienceMembers:${action === 'add' ? 'ingest' : 'remove'}`,
      body: {
        destinations: [
          {
            operatingAccount: accountOf(customerId),
            ...(loginCustomerId && { loginAccount: accountOf(loginCustomerId) }),
            productDestinationId: audience,
          },
        ],
        audienceMembers: users.map(memberOf),
        encoding: 'HEX',
        ...(action === 'add' && agreements),
      },
    });
    return {
      audiences,
      access: accessFrom(access, 'https://oauth2.googleapis.com/token'),
      authorise: (token) => ({ ...bearer(token), ...headers }),
      isUnauthorised: ({ status }) => status === 401,
      change: request,
      verdicts: (change, answer) =>
        busyVerdict(answer) ?? (answer.status < 300 ? accepted(answer) : errorVerdicts(change, answer)),
      poll: {
        request: (requestId) => ({
          method: 'GET',
          url: `${api}/requestStatus:retrieve?requestId=${encodeURIComponent(requestId)}`,
        }),
        verdict: requestVerdict,
      },
    };
  },
};
