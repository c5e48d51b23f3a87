import type { Call } from '../../domain/events/normalise.ts';
import type { LineMessage } from '../../domain/events/recorded-event.ts';
import { messageOf } from '../../domain/messages/message-token.ts';

type Attributed = Pick<LineMessage, 'message'>;

/**
 * Which message led to each of these calls: the one whose link was followed, if it was sent to the person whose call it
 * is. A link that was passed on tells nothing of its new reader. The key is asked for only if a link was followed.
 */
export async function attribution(
  calls: readonly Pick<Call, 'link'>[],
  signingKey: () => Promise<string>,
  now: Date,
): Promise<(call: Pick<Call, 'link'>, person: string) => Attributed> {
  if (!calls.some(({ link }) => link)) return () => ({});
  const key = await signingKey();
  return ({ link }, person) => {
    const told = link === undefined ? undefined : messageOf(key, link, now);
    return told?.person === person ? { message: told.message } : {};
  };
}
