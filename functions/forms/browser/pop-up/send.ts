import type { Call } from './calls.ts';
import type { Settings } from './settings.ts';

/** Milliseconds. */
const patience = 15_000;

const unreached = 'We could not be reached. Nothing is lost: please try again.';
const busy = 'We are busy for a moment. Please try again.';
const wrongEmail = 'This email address does not look right. Please check it.';
const ourFault = 'This did not work, and it is our fault. Please try again later.';

/**
 * Sends calls as one batch, so that they keep their order. The key travels in the body, and as text: a browser then
 * asks no leave first. Returns why it did not work, in a sentence for the person; undefined when all was taken.
 */
export async function send(
  calls: readonly Call[],
  { origin, writeKey }: Pick<Settings, 'origin' | 'writeKey'>,
): Promise<string | undefined> {
  let answer: Response;
  try {
    answer = await fetch(`${origin}/v1/batch`, {
      method: 'POST',
      headers: { 'content-type': 'text/plain' },
      credentials: 'omit',
      keepalive: true,
      signal: AbortSignal.timeout(patience),
      body: JSON.stringify({ batch: calls, sentAt: new Date().toISOString(), writeKey }),
    });
  } catch {
    return unreached;
  }
  if (answer.status === 429 || answer.status > 499) return busy;
  if (!answer.ok) return ourFault;
  const { rejected = [] }: { rejected?: readonly { readonly reason: string }[] } = await answer.json();
  if (rejected.length === 0) return undefined;
  return rejected.some(({ reason }) => reason.includes('email')) ? wrongEmail : ourFault;
}
