import { maxCallBytes } from '../../domain/events/normalise.ts';
import { readJsonObject } from '../shared/http/body.ts';
import type { HttpHandler } from '../shared/http/http.ts';
import { Problem } from '../shared/http/problem.ts';
import { json } from '../shared/http/respond.ts';
import { maxBatchBytes, takeBatch } from './batch.ts';
import { takeCall } from './call.ts';
import type { Outside } from './outside.ts';
import { listRejected } from './rejected.ts';
import { intakes, rejectedRoute } from './routes.ts';
import { senderOf } from './sender.ts';

/** Takes a call or a batch of calls, or reads back what was rejected. */
export const ingest =
  (outside: Outside): HttpHandler =>
  async (request) => {
    const now = new Date();
    if (request.routeKey === rejectedRoute) return json(200, await listRejected(request, outside, now));

    const intake = intakes[request.routeKey];
    if (!intake) throw new Problem(404, `${request.routeKey}: no such route`);
    const body = readJsonObject(request, intake === 'batch' ? maxBatchBytes : maxCallBytes);
    const caller = await senderOf(request, body.writeKey, outside, now);
    if (intake === 'batch')
      return json(200, { success: true, rejected: await takeBatch(body, caller, outside, request, now) });
    await takeCall(intake, body, caller, outside, request, now);
    return json(200, { success: true });
  };
