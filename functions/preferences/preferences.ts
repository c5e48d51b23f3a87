import type { Profile } from '../../domain/people/profile.ts';
import { profileKey } from '../../domain/records.ts';
import { type TokenUse, verify } from '../../domain/tokens/token.ts';
import { readText } from '../shared/http/body.ts';
import type { HttpRequest } from '../shared/http/http.ts';
import type { Log } from '../shared/log.ts';
import type { Page } from '../shared/pages/page.ts';
import { pageHandler } from '../shared/pages/page-handler.ts';
import { refusedLink } from '../shared/pages/problems.ts';
import { choicesOf } from './choices.ts';
import { choose } from './choose.ts';
import type { Outside } from './outside.ts';
import { preferences as preferencesPage } from './pages/preferences.ts';
import { askToUnsubscribe, unsubscribed } from './pages/unsubscribe.ts';
import { unsubscribe } from './unsubscribe.ts';

/** A generous form, in bytes. */
const largestForm = 32 * 1024;

/** A request whose token was found good. */
interface Visit {
  readonly person: string;
  readonly token: string;
  readonly body: string;
  readonly now: Date;
}

type Answer = (visit: Visit, outside: Outside) => Promise<Page>;

interface Route {
  readonly use: TokenUse;
  readonly answer: Answer;
}

/** RFC 8058, 3.1: the inbox's own post, as a URL-encoded or a multipart form. */
const isOneClick = (body: string): boolean => /List-Unsubscribe[\s\S]*One-Click/i.test(body);

/** A person who was erased has nothing to choose; the page looks the same. */
async function showChoices(
  { person, token }: Visit,
  { table, brand }: Outside,
  saved: boolean,
): Promise<Page> {
  const profile = await table.get<Profile>(profileKey(person));
  return preferencesPage(brand, token, profile ? choicesOf(profile) : [], saved);
}

const routes: Readonly<Record<string, Route>> = {
  'GET /unsubscribe': {
    use: 'unsubscribe',
    answer: async ({ token }, { brand }) => askToUnsubscribe(brand, token),
  },
  'POST /unsubscribe': {
    use: 'unsubscribe',
    answer: async ({ person, body, now }, outside) => {
      await unsubscribe(outside, person, isOneClick(body) ? 'one-click' : 'unsubscribe-page', now);
      return unsubscribed(outside.brand);
    },
  },
  'GET /preferences': {
    use: 'preferences',
    answer: (visit, outside) => showChoices(visit, outside, false),
  },
  'POST /preferences': {
    use: 'preferences',
    answer: async (visit, outside) => {
      const { person, body, now } = visit;
      const form = new URLSearchParams(body);
      if (form.get('stop') === 'all') await unsubscribe(outside, person, 'stop-all', now);
      else {
        const answers = { shown: new Set(form.getAll('shown')), chosen: new Set(form.getAll('chosen')) };
        await choose(outside, person, answers, now);
      }
      return showChoices(visit, outside, true);
    },
  },
};

/** Shows the pages of the signed links and takes their forms. Only a POST changes anything. */
export const preferences = (outside: Outside, log: Log) =>
  pageHandler(outside.brand, log, (request) => pageFor(request, outside));

async function pageFor(request: HttpRequest, outside: Outside): Promise<Page> {
  const route = routes[request.routeKey];
  if (!route) throw new Error(`no page for ${request.routeKey}; spec.ts and the routes here differ`);
  const now = new Date();
  const token = request.queryStringParameters?.t ?? '';
  const verified = verify(await outside.signingKey(now), token, route.use, now);
  if (!verified.ok) return refusedLink(outside.brand, verified.reason);
  const body = readText(request, largestForm);
  return route.answer({ person: verified.claims.p, token, body, now }, outside);
}
