import { findReferralCode } from '../../domain/rewards/referral-code.ts';
import { readText } from '../shared/http/body.ts';
import type { HttpRequest, HttpResponse } from '../shared/http/http.ts';
import { Problem } from '../shared/http/problem.ts';
import { isUnavailable } from '../shared/http/unavailable.ts';
import type { Log } from '../shared/log.ts';
import { type Page, respond } from '../shared/pages/page.ts';
import { badForm, tryAgain } from '../shared/pages/problems.ts';
import { takeClaim } from './claim.ts';
import { readClaim } from './claim-form.ts';
import type { Outside } from './outside.ts';
import { claimed } from './pages/claimed.ts';
import { unknownCode } from './pages/unknown-code.ts';
import { welcome } from './pages/welcome.ts';
import { routes } from './routes.ts';

/** A generous form, in bytes. */
const largestForm = 16 * 1024;

/** Welcomes the friend who follows a referral link. Only the form's POST changes anything. */
export const referrals =
  (outside: Outside, log: Log) =>
  async (request: HttpRequest): Promise<HttpResponse> => {
    try {
      return respond(outside.brand, await pageFor(request, outside, new Date()));
    } catch (error) {
      if (error instanceof Problem) return respond(outside.brand, badForm(error.status));
      log.error('page failed', { route: request.routeKey, error: error as Error });
      return respond(outside.brand, tryAgain(isUnavailable(error) ? 503 : 500));
    }
  };

async function pageFor(request: HttpRequest, outside: Outside, now: Date): Promise<Page> {
  const { brand, table } = outside;
  const found = await findReferralCode(table, request.pathParameters?.code ?? '');
  if (!found) return unknownCode(brand);
  const { code } = found;
  const sent = request.routeKey === routes.claim ? readText(request, largestForm) : '';
  const { given, claim } = readClaim(new URLSearchParams(sent));
  if (request.routeKey === routes.show) return welcome(brand, code, given);
  if (!claim) return welcome(brand, code, given, true);
  await takeClaim(outside, claim, code, now);
  return claimed(brand, claim);
}
