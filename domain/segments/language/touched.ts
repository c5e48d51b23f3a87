import { type IdentifierType, identifierTypes, type RecordedEvent } from '../../events/recorded-event.ts';
import type { Profile } from '../../people/profile.ts';
import type { CompiledSegment } from './segment.ts';

/** What decides in which zone a person lives; see domain/timing/zones.ts. */
const zoneTraits = ['timezone', 'address', 'country', 'countryCode', 'state', 'region', 'province'];

/** Events that change consents. */
const aboutConsents: ReadonlySet<string> = new Set([
  'Consent Given',
  'Consent Confirmed',
  'Unsubscribed',
  'Resubscribed',
  'Email Complained',
  'Complaint Retracted',
]);

const aboutPoints: ReadonlySet<string> = new Set(['Points Earned', 'Points Redeemed']);

/** Which kinds of identifiers a person has more of than before an event, or fewer. */
export const learned = (
  before: Pick<Profile, 'identifiers'> | undefined,
  after: Pick<Profile, 'identifiers'>,
): readonly IdentifierType[] =>
  identifierTypes.filter(
    (type) => (after.identifiers[type]?.length ?? 0) !== (before?.identifiers[type]?.length ?? 0),
  );

/**
 * The segments whose answer an event may change: those that read what it changed, and those that read one of these.
 * @param segments in the order of `inOrder`
 * @param news kinds of identifiers that came with the event, from `learned`
 */
export function touched(
  segments: readonly CompiledSegment[],
  event: RecordedEvent,
  news: readonly IdentifierType[],
): readonly CompiledSegment[] {
  const stated = new Set(Object.keys(event.traits ?? {}));
  const moves = news.includes('phone') || zoneTraits.some((trait) => stated.has(trait));
  const consents = !event.refused && aboutConsents.has(event.name);
  const points = !event.refused && aboutPoints.has(event.name);
  const found = new Set<string>();
  return segments.filter(({ id, reads, leaves }) => {
    const isTouched =
      leaves.some((leaf) => leaf.hears(event)) ||
      reads.traits.some((trait) => stated.has(trait)) ||
      reads.identifiers.some((type) => news.includes(type)) ||
      (reads.zone && moves) ||
      (reads.consents && consents) ||
      (reads.points && points) ||
      reads.segments.some((segment) => found.has(segment));
    if (isTouched) found.add(id);
    return isTouched;
  });
}
