import { routes as api } from '../functions/api/routes/index.ts';
import { routes as people } from '../functions/people/routes/index.ts';
import { routes as reports } from '../functions/reports/routes/index.ts';
import { openApi } from '../functions/shared/api/openapi.ts';
import type { DescribedRoute } from '../functions/shared/api/route.ts';

/** Every operation for marketers and engineers, whichever function carries it out; a function with routes adds them here. */
const apiRoutes: readonly DescribedRoute[] = [...api, ...people, ...reports];

/** The routes that `functions/authorize` guards, as `METHOD /path`: all of these, and no others. */
export const guardedRoutes: ReadonlySet<string> = new Set(
  apiRoutes.map(({ method, path }) => `${method} ${path}`),
);

/** The OpenAPI document as it is bundled. */
export const apiDocument = openApi(apiRoutes);
