import * as z from 'zod/mini';
import { busyVerdict, done } from '../common-verdict.ts';
import type { Answer, Verdict } from '../network.ts';

/** 64-bit counts are text in Google's JSON. */
const count = z.union([z.string(), z.number()]);

const statusSchema = z.object({
  requestStatusPerDestination: z.array(
    z.looseObject({
      requestStatus: z.optional(z.string()),
      errorInfo: z.optional(
        z.looseObject({
          errorCounts: z.optional(
            z.array(z.looseObject({ reason: z.optional(z.string()), recordCount: z.optional(count) })),
          ),
        }),
      ),
    }),
  ),
});

const prefix = /^PROCESSING_ERROR_(REASON_)?/;

/** What Google made of a request with one destination, read from `requestStatus:retrieve`. */
export function requestVerdict(answer: Answer): Verdict | 'processing' {
  const busy = busyVerdict(answer);
  if (busy) return busy;
  const parsed = statusSchema.safeParse(answer.body);
  const [destination] = parsed.success ? parsed.data.requestStatusPerDestination : [];
  // Nothing to read of it: Google took the request, and knows its number no more.
  if (!destination) return { kind: 'accepted', reason: `no result: http ${answer.status}` };
  const { requestStatus, errorInfo } = destination;
  const errors = (errorInfo?.errorCounts ?? []).map(({ reason = '', recordCount = 0 }) => ({
    reason: reason.replace(prefix, ''),
    recordCount,
  }));
  if (requestStatus === 'SUCCESS') return done;
  if (requestStatus === 'FAILED') {
    const reason = errors.map((each) => each.reason).join(', ') || 'FAILED';
    return { kind: 'refused', reason, ...(/INTERNAL_ERROR/.test(reason) && { again: true as const }) };
  }
  if (requestStatus === 'PARTIAL_SUCCESS')
    return {
      kind: 'accepted',
      reason: `partial: ${errors.map(({ reason, recordCount }) => `${recordCount} ${reason}`).join(', ')}`,
    };
  return 'processing';
}
