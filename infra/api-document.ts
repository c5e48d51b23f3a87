import { routes as api } from '../functions/api/routes/index.ts';
import { routes as campaigns } from '../functions/campaigns/routes/index.ts';
import { routes as imports } from '../functions/imports/routes/index.ts';
import { routes as keys } from '../functions/keys/routes/index.ts';
import { routes as people } from '../functions/people/routes/index.ts';
import { routes as reports } from '../functions/reports/routes/index.ts';
import { routes as schedules } from '../functions/schedules/routes/index.ts';
import { routes as segments } from '../functions/segments/routes/index.ts';
import { openApi } from '../functions/shared/api/openapi.ts';
import type { DescribedRoute } from '../functions/shared/api/route.ts';

/** The functions that answer marketers and engineers, each with its routes. */
const lists: readonly (readonly DescribedRoute[])[] = [
  api,
  campaigns,
  imports,
  keys,
  people,
  reports,
  schedules,
  segments,
];

/** Every operation for marketers and engineers, whichever function carries it out. */
export const apiRoutes: readonly DescribedRoute[] = lists.flat();

/** The routes that `functions/authorize` guards, as `METHOD /path`: all of these, and no others. */
export const guardedRoutes: ReadonlySet<string> = new Set(
  apiRoutes.map(({ method, path }) => `${method} ${path}`),
);

/** The OpenAPI document as it is bundled. */
export const apiDocument = openApi(apiRoutes);
