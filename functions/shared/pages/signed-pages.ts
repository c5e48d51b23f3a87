import type { Brand } from '../../../domain/messages/brand.ts';
import type { MessageRef } from '../../../domain/messages/message-token.ts';
import { type Claims, type TokenUse, verify } from '../../../domain/tokens/token.ts';
import { readText } from '../http/body.ts';
import type { HttpRequest } from '../http/http.ts';
import type { Log } from '../log.ts';
import { messageBehind } from './message-link.ts';
import type { Page } from './page.ts';
import { pageHandler } from './page-handler.ts';
import { refusedLink } from './problems.ts';

/** A generous form, in bytes. */
export const largestForm = 32 * 1024;

/** A request whose token was found good. */
export interface Visit {
  readonly claims: Claims;
  readonly token: string;
  /** The message whose link led here. */
  readonly message?: MessageRef | undefined;
  readonly query: URLSearchParams;
  /** What a POST's form says. */
  readonly form: URLSearchParams;
  /** As it came, for what else a page has to know of it. */
  readonly request: HttpRequest;
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
export const signedPages = <Outside extends Frame>(
  routes: Readonly<Record<string, SignedPage<Outside>>>,
  outside: Outside,
  log: Log,
) => pageHandler(outside.brand, log, (request) => pageFor(routes, request, outside));

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
  const key = await outside.signingKey(now);
  const verified = verify(key, token, route.use, now);
  if (!verified.ok) return refusedLink(outside.brand, verified.reason);
  const form = new URLSearchParams(readText(request, largestForm));
  const { claims } = verified;
  const message = messageBehind(request, key, claims.p, now);
  return route.answer({ claims, token, message, query, form, request, now }, outside);
}
