import { type Proof, proofOf } from '../../domain/consent/proof.ts';
import type { Call } from '../../domain/events/normalise.ts';
import { type HttpRequest, sourceOf } from '../shared/http/http.ts';

/** Events of which it is kept how they came about. */
const proven = new Set(['Consent Given', 'Unsubscribed']);

/**
 * How the consents among these calls were given. A browser's call shows where it comes from; a server tells it of the
 * person in the call's context (`page.url`, `ip`, `userAgent`), as Segment's libraries do. The key is asked for only if a
 * consent is among them.
 */
export async function proofs(
  calls: readonly Call[],
  request: HttpRequest,
  signingKey: () => Promise<string>,
): Promise<(call: Call) => Proof | undefined> {
  const asked = calls.filter(({ name, type }) => type === 'track' && proven.has(name));
  if (asked.length === 0) return () => undefined;
  const key = await signingKey();
  const { ip, userAgent } = sourceOf(request);
  const made = new Map(
    asked.map((call) => {
      const { source, circumstance } = call;
      const page = circumstance.page ?? (source === 'browser' ? request.headers.referer : undefined);
      return [call, proofOf(source === 'browser' ? { page, ip, userAgent } : circumstance, key)];
    }),
  );
  return (call) => made.get(call);
}
