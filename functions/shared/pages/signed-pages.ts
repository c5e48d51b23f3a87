import type { Brand } from '../../../domain/messages/brand.ts';
import { type Claims, type TokenUse, verify } from '../../../domain/tokens/token.ts';
import { readText } from '../http/body.ts';
import type { HttpRequest, HttpResponse } from '../http/http.ts';
import { Problem } from '../http/problem.ts';
import { isUnavailable } from '../http/unavailable.ts';
import type { Log } from '../log.ts';
import { type Page, respond } from './page.ts';
import { badForm, refusedLink, tryAgain } from './problems.ts';

/** A generous form, in bytes. */
const largestForm = 32 * 1024;

/** A request whose token was found good. */
export interface Visit {
  readonly claims: Claims;
  readonly token: string;
  readonly query: URLSearchParams;
  /** What a POST's form says. */
  readonly form: URLSearchParams;
  readonly now: Date;
}

interface SignedPage<Outside> {
  readonly use: TokenUse;
  readonly answer: (visit: Visit, outside: Outside) => Promise<Page>;
}

interface Frame {
  readonly signingKey: (now: Date) => Promise<string>;
  readonly brand: Brand;
}

/** Shows the pages of signed links (`?t=`) and takes their forms, by route. Whatever goes wrong is told on a page. */
export const signedPages =
  <Outside extends Frame>(
    routes: Readonly<Record<string, SignedPage<Outside>>>,
    outside: Outside,
    log: Log,
  ) =>
  async (request: HttpRequest): Promise<HttpResponse> => {
    try {
      return respond(outside.brand, await pageFor(routes, request, outside));
    } catch (error) {
      if (error instanceof Problem) return respond(outside.brand, badForm(error.status));
      log.error('page failed', { route: request.routeKey, error: error as Error });
      return respond(outside.brand, tryAgain(isUnavailable(error) ? 503 : 500));
    }
  };

async function pageFor<Outside extends Frame>(
  routes: Readonly<Record<string, SignedPage<Outside>>>,
  request: HttpRequest,
  outside: Outside,
): Promise<Page> {
  const route = routes[request.routeKey];
  if (!route) throw new Error(`no page for ${request.routeKey}; spec.ts and the routes differ`);
  const now = new Date();
  const query = new URLSearchParams(request.rawQueryString);
  const token = query.get('t') ?? '';
  const verified = verify(await outside.signingKey(now), token, route.use, now);
  if (!verified.ok) return refusedLink(outside.brand, verified.reason);
  const form = new URLSearchParams(readText(request, largestForm));
  return route.answer({ claims: verified.claims, token, query, form, now }, outside);
}
