import { changeAtOnce } from '../../domain/consent/change-at-once.ts';
import { confirmConsents } from '../../domain/consent/confirm.ts';
import { partsOf } from '../../domain/consent/consents.ts';
import type { Outside } from './outside.ts';
import { pageEvent, type Visitor } from './page-event.ts';

/**
 * Confirms consents that the page showed (`channel/topic`): in the profile at once, then on the timeline. Returns those
 * that stand confirmed. @throws LineUnavailable
 */
export async function confirm(
  { table, line }: Outside,
  visitor: Visitor,
  shown: readonly string[],
): Promise<readonly string[]> {
  const at = visitor.now.toISOString();
  const profile = await changeAtOnce(table, visitor.person, (before) =>
    confirmConsents(before, shown, { at }),
  );
  const confirmed = shown.flatMap((key) => {
    const consent = profile?.consents[key];
    return consent?.state === 'given' && consent.askedAt ? [{ key, at: consent.at }] : [];
  });
  await line.send(
    confirmed.map(({ key, at: since }) => pageEvent(visitor, 'Consent Confirmed', partsOf(key), since)),
  );
  return confirmed.map(({ key }) => key);
}
