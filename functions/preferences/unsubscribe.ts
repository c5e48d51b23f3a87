import { changeAtOnce } from '../../domain/consent/change-at-once.ts';
import { withdraw } from '../../domain/consent/withdraw.ts';
import type { Outside } from './outside.ts';
import { pageEvent } from './page-event.ts';

/** Ends all marketing to a person: in the profile at once, then on the timeline. @throws LineUnavailable */
export async function unsubscribe(
  { table, line }: Outside,
  person: string,
  source: 'one-click' | 'unsubscribe-page' | 'stop-all',
  now: Date,
): Promise<void> {
  const at = now.toISOString();
  const profile = await changeAtOnce(table, person, (before) => withdraw(before, {}, at, source));
  if (!profile?.unsubscribedAt) return;
  await line.send([pageEvent(person, 'Unsubscribed', { source }, profile.unsubscribedAt, now)]);
}
