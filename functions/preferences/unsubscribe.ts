import { changeAtOnce } from '../../domain/consent/change-at-once.ts';
import { all, consentKey } from '../../domain/consent/consents.ts';
import { withdraw, withdrawnSince } from '../../domain/consent/withdraw.ts';
import type { Outside } from './outside.ts';
import { pageEvent, type Visitor } from './page-event.ts';

/** What the message was about that the link was in, and by what it came; links from before they said so say nothing. */
interface About {
  readonly topic?: string | undefined;
  readonly channel?: string | undefined;
}

export interface Leaving {
  readonly source: 'one-click' | 'unsubscribe-page' | 'stop-all';
  /** The one topic that is left, on every channel; all marketing without it. */
  readonly topic?: string | undefined;
  readonly about?: About;
}

/** Who says it again within an hour has clicked again, in milliseconds; who says it later means it anew. */
const sameClick = 3_600_000;

/** Ends marketing to a person: in the profile at once, then on the timeline. @throws LineUnavailable */
export async function unsubscribe(
  { table, line }: Outside,
  visitor: Visitor,
  { source, topic, about }: Leaving,
): Promise<void> {
  const what = topic === undefined ? {} : { topic };
  const profile = await changeAtOnce(table, visitor.person, (before) => {
    const since = withdrawnSince(before, what);
    const isSaid = since !== undefined && visitor.now.getTime() - Date.parse(since) < sameClick;
    return isSaid ? before : withdraw(before, what, visitor.now.toISOString(), source);
  });
  const at = topic === undefined ? profile?.unsubscribedAt : profile?.consents[consentKey(all, topic)]?.at;
  if (!at) return;
  const told = { source, ...what, ...(about?.topic && { about }) };
  await line.send([pageEvent(visitor, 'Unsubscribed', told, at)]);
}
