import { lineMessage } from '../../domain/events/line-message.ts';
import { normalise } from '../../domain/events/normalise.ts';
import type { EventType } from '../../domain/events/recorded-event.ts';
import type { Refusal } from '../../domain/events/refusal.ts';
import { resolve } from '../../domain/people/identity.ts';
import type { Caller } from '../shared/http/authenticate.ts';
import type { HttpRequest } from '../shared/http/http.ts';
import { Problem } from '../shared/http/problem.ts';
import { merging } from './alias.ts';
import { attribution } from './attribution.ts';
import type { Outside } from './outside.ts';
import { proofs } from './proofs.ts';

const statuses: Readonly<Record<Refusal['kind'], number>> = {
  malformed: 400,
  forbidden: 403,
  tooLarge: 413,
  invalid: 422,
};

/** Takes one call. @throws Problem 4xx that names the field */
export async function takeCall(
  type: EventType,
  body: Readonly<Record<string, unknown>>,
  { key, source }: Caller,
  { table, line, signingKey }: Outside,
  request: HttpRequest,
  now: Date,
): Promise<void> {
  const call = normalise(type, body, { source, receivedAt: now, newMessageId: () => crypto.randomUUID() });
  if (!call.ok) throw new Problem(statuses[call.kind], call.reason, { field: call.field });
  const resolved = await resolve(table, call.identifiers, source, now);
  const proofFor = await proofs([call], request, () => signingKey(now));
  const attributed = await attribution([call], { table, signingKey }, now);
  const told = lineMessage(call, resolved, key, proofFor(call));
  const merges = await merging(table, call, resolved, key);
  await line.send([{ ...told, ...(await attributed(call, resolved.person)) }, ...merges]);
}
