import { isEventType } from '../../domain/events/call-types.ts';
import { lineMessage } from '../../domain/events/line-message.ts';
import { type Call, type Circumstances, normalise } from '../../domain/events/normalise.ts';
import type { LineMessage } from '../../domain/events/recorded-event.ts';
import { type Refusal, refusal } from '../../domain/events/refusal.ts';
import { type Rejection, Rejections } from '../../domain/events/rejections.ts';
import { unstorable } from '../../domain/events/storable.ts';
import type { Caller } from '../shared/http/authenticate.ts';
import type { HttpRequest } from '../shared/http/http.ts';
import { Problem } from '../shared/http/problem.ts';
import { merging } from './alias.ts';
import { attribution } from './attribution.ts';
import { eachAtMost } from './lanes.ts';
import type { Outside } from './outside.ts';
import { proofs } from './proofs.ts';
import { resolveAll } from './resolve-all.ts';

/** Segment's limits for a batch. */
export const maxBatchBytes = 500 * 1024;
const maxCalls = 2500;

type Members = Readonly<Record<string, unknown>>;

const isMembers = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Takes the good calls of a batch and returns what it rejected, which the key's owner can also read back later.
 * @throws Problem for a body that is no batch; then nothing was taken
 */
export async function takeBatch(
  body: Members,
  caller: Caller,
  { table, line, signingKey }: Outside,
  request: HttpRequest,
  now: Date,
): Promise<readonly Omit<Rejection, 'call'>[]> {
  const checked = check(body, caller, now);
  const calls = checked.filter((call) => call.ok);
  const resolved = await resolveAll(table, calls, now);
  const proofFor = await proofs(calls, request, () => signingKey(now));
  const attributed = await attribution(calls, { table, signingKey }, now);
  const messages: LineMessage[] = [];
  for (const call of calls) {
    const whose = resolved.get(call);
    if (!whose) continue;
    const { key } = caller;
    const told = lineMessage(call, whose, key, proofFor(call));
    messages.push({ ...told, ...(await attributed(call, whose.person)) });
    messages.push(...(await merging(table, call, whose, key)));
  }
  await line.send(messages);
  const rejected = rejections(body.batch as readonly unknown[], checked);
  const store = new Rejections(table);
  await eachAtMost(16, rejected, (rejection) => store.keep(caller.key, rejection, now));
  return rejected.map(({ call: _, ...told }) => told);
}

function check(body: Members, { source }: Caller, now: Date): readonly (Call | Refusal)[] {
  const { batch, context, sentAt } = body;
  if (!Array.isArray(batch)) throw new Problem(400, 'batch: must be a list of calls', { field: 'batch' });
  if (batch.length > maxCalls)
    throw new Problem(413, `batch: ${batch.length} calls; a batch may have ${maxCalls}`, { field: 'batch' });
  const circumstances = { source, receivedAt: now, sentAt, newMessageId: () => crypto.randomUUID() };
  return batch.map((raw: unknown) => checkOne(raw, isMembers(context) ? context : {}, circumstances));
}

function checkOne(raw: unknown, context: Members, circumstances: Circumstances): Call | Refusal {
  if (!isMembers(raw)) return refusal('malformed', 'batch', 'each must be an object');
  if (!isEventType(raw.type))
    return refusal('malformed', 'type', 'must be one of: track, identify, page, screen, group, alias');
  const own = isMembers(raw.context) ? raw.context : {};
  const merged =
    raw.context === undefined || isMembers(raw.context) ? { context: { ...context, ...own } } : {};
  return normalise(raw.type, { ...raw, ...merged }, circumstances);
}

function rejections(batch: readonly unknown[], checked: readonly (Call | Refusal)[]): readonly Rejection[] {
  return checked.flatMap((refused, index) => {
    if (refused.ok) return [];
    const raw = batch[index];
    const members = isMembers(raw) ? raw : {};
    const { messageId } = members;
    return [
      {
        index,
        messageId: typeof messageId === 'string' ? messageId.slice(0, 256) : null,
        reason: refused.reason,
        ...(refused.kind !== 'tooLarge' && !unstorable({ call: raw }) && { call: raw }),
      },
    ];
  });
}
