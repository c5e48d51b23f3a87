import { consentRules } from '../../workflows/consent-rules.ts';
import { toMilliseconds } from '../../workflows/duration.ts';
import type { Journey } from '../../workflows/journey.ts';
import { consentKey, hasConsent } from '../consent/consents.ts';
import { isPending } from '../consent/double-opt-in.ts';
import type { RecordedEvent } from '../events/recorded-event.ts';
import { eventKeyAt } from '../people/place.ts';
import type { Profile } from '../people/profile.ts';
import type { Item, Table } from '../table.ts';

/** Entries that a profile holds; the oldest make room for more. */
export const mostHeld = 20;

const kept = toMilliseconds(consentRules.confirmWithin);

const channelsOf = ({ channels = ['email'] }: Journey): readonly string[] => channels;

const consents = (journey: Journey, profile: Profile): boolean =>
  channelsOf(journey).some((channel) => hasConsent(profile, channel, journey.topic ?? ''));

/**
 * Whether a marketing journey waits for a confirmation before it begins: none of its channels may be used yet, and one
 * could be once the person confirms. @param at ISO 8601
 */
export const waitsForConfirmation = (journey: Journey, profile: Profile, at: string): boolean =>
  journey.topic !== undefined &&
  !consents(journey, profile) &&
  channelsOf(journey).some((channel) =>
    isPending(profile.consents[consentKey(channel, journey.topic ?? '')], at),
  );

/** A journey that a person enters now by what they did before, and how the profile lists it. */
export interface Released {
  readonly journey: Journey;
  readonly held: string;
  /** The event that entered it; undefined when it is too long ago to count. */
  readonly origin: RecordedEvent | undefined;
}

const givesConsent = new Set(['Consent Given', 'Consent Confirmed']);

/**
 * The entries that an event sets free by giving a consent. Those that waited longer than a confirmation may take are
 * dropped: nobody wants last month's offer.
 */
export async function releasedBy(
  table: Pick<Table, 'get'>,
  catalogue: readonly Journey[],
  profile: Profile,
  event: RecordedEvent,
): Promise<readonly Released[]> {
  if (!profile.held || event.refused || event.historical || !givesConsent.has(event.name)) return [];
  const free = Object.entries(profile.held).flatMap(([held, place]) => {
    const journey = catalogue.find(({ id }) => held === id || held.startsWith(`${id}#`));
    return journey && consents(journey, profile) ? [{ held, place, journey }] : [];
  });
  return Promise.all(
    free.map(async ({ held, place, journey }) => {
      const origin = await table.get<RecordedEvent & Item>(eventKeyAt(event.person, place));
      const isFresh = origin !== undefined && Date.parse(event.at) - Date.parse(origin.at) < kept;
      return { journey, held, origin: isFresh && !journey.retired ? origin : undefined };
    }),
  );
}
