import { proofOf } from '../../domain/consent/proof.ts';
import { findReferralCode } from '../../domain/rewards/referral-code.ts';
import { readText } from '../shared/http/body.ts';
import { type HttpRequest, sourceOf } from '../shared/http/http.ts';
import type { Log } from '../shared/log.ts';
import type { Page } from '../shared/pages/page.ts';
import { pageHandler } from '../shared/pages/page-handler.ts';
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
export const referrals = (outside: Outside, log: Log) =>
  pageHandler(outside.brand, log, (request) => pageFor(request, outside, new Date()));

async function pageFor(request: HttpRequest, outside: Outside, now: Date): Promise<Page> {
  const { brand, table } = outside;
  const found = await findReferralCode(table, request.pathParameters?.code ?? '');
  if (!found) return unknownCode(brand);
  const { code } = found;
  const sent = request.routeKey === routes.claim ? readText(request, largestForm) : '';
  const { given, claim } = readClaim(new URLSearchParams(sent));
  if (request.routeKey === routes.show) return welcome(brand, code, given);
  if (!claim) return welcome(brand, code, given, true);
  const proof = proofOf(sourceOf(request), await outside.signingKey(now));
  await takeClaim(outside, claim, code, proof, now);
  return claimed(brand, claim);
}
