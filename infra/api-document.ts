import { routes as people } from '../functions/api/routes/index.ts';
import { routes as schedules } from '../functions/schedules/routes/index.ts';
import { openApi } from '../functions/shared/api/openapi.ts';
import type { DescribedRoute } from '../functions/shared/api/route.ts';

/** Every operation for marketers and engineers, whichever function carries it out; a function with routes adds them here. */
const apiRoutes: readonly DescribedRoute[] = [...people, ...schedules];

/** The OpenAPI document as it is bundled. */
export const apiDocument = openApi(apiRoutes);
