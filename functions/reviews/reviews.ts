import { verify } from '../../domain/tokens/token.ts';
import { readText } from '../shared/http/body.ts';
import type { HttpRequest } from '../shared/http/http.ts';
import type { Log } from '../shared/log.ts';
import { messageBehind } from '../shared/pages/message-link.ts';
import type { Page } from '../shared/pages/page.ts';
import { pageHandler } from '../shared/pages/page-handler.ts';
import { refusedLink } from '../shared/pages/problems.ts';
import type { Outside } from './outside.ts';
import { editsEnded, nothingToRate } from './pages/closed.ts';
import { rate } from './pages/rate.ts';
import { thanks } from './pages/thanks.ts';
import { readForm, starsIn } from './rate-form.ts';
import { reviewMessage, saysTheSame } from './review-message.ts';
import { type Visit, visitOf } from './visit.ts';

/** A generous form, in bytes: 2,000 characters of any script, URL-encoded. */
const largestForm = 32 * 1024;

/** Shows the rating page and takes its form. Only a POST changes anything: mail scanners follow links. */
export const reviews = (outside: Outside, log: Log) =>
  pageHandler(outside.brand, log, (request) => pageFor(request, outside, new Date()));

async function pageFor(request: HttpRequest, outside: Outside, now: Date): Promise<Page> {
  const { t: token = '', stars } = request.queryStringParameters ?? {};
  const key = await outside.signingKey(now);
  const verified = verify(key, token, 'rate', now);
  if (!verified.ok) return refusedLink(outside.brand, verified.reason);
  const found = await visitOf(outside, verified.claims, token, now);
  if (!found) return nothingToRate(outside.brand);
  const visit = { ...found, message: messageBehind(request, key, found.person, now) };
  const submits = request.routeKey === 'POST /rate';
  if (visit.closed) return editsEnded(outside.brand, submits ? 409 : 200, visit.review);
  return submits
    ? submit(visit, readText(request, largestForm), outside, now)
    : rate(visit, { stars: starsIn(stars) ?? visit.review?.stars, text: visit.review?.text ?? '' });
}

async function submit(visit: Visit, body: string, { line, brand }: Outside, now: Date): Promise<Page> {
  const form = readForm(body);
  if (!form.ok) return rate(visit, form.given, form.fault);
  if (!saysTheSame(visit, form.said)) await line.send([reviewMessage(visit, form.said, now)]);
  return thanks(brand, visit, form.said);
}
