import type { Brand } from '../../../domain/messages/brand.ts';
import type { HttpRequest, HttpResponse } from '../http/http.ts';
import { Problem } from '../http/problem.ts';
import { isUnavailable } from '../http/unavailable.ts';
import type { Log } from '../log.ts';
import { keepingMessage } from './message-link.ts';
import { type Page, respond } from './page.ts';
import { badForm, tryAgain } from './problems.ts';

/** Answers people with pages of the business. Whatever goes wrong is told on a page too, and logged where it is ours. */
export const pageHandler =
  (brand: Brand, log: Log, pageFor: (request: HttpRequest) => Promise<Page>) =>
  async (request: HttpRequest): Promise<HttpResponse> => {
    try {
      return respond(brand, keepingMessage(await pageFor(request), request));
    } catch (error) {
      if (error instanceof Problem) return respond(brand, badForm(error.status));
      log.error('page failed', { route: request.routeKey, error: error as Error });
      return respond(brand, tryAgain(isUnavailable(error) ? 503 : 500));
    }
  };
