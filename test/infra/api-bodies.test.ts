import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { apiRoutes } from '../../infra/api-document.ts';

const bodies = apiRoutes.flatMap(({ operationId, body }) => (body ? [[operationId, body] as const] : []));

describe('the bodies of calls', () => {
  it.each(bodies)('of %s may have no member that it does not know, which would be ignored', (_, body) => {
    const unknown = z.safeParse(body, { onceUponATime: true }).error?.issues;
    expect(unknown?.some((issue) => issue.code === 'unrecognized_keys')).toBe(true);
  });
});
