import type * as z from 'zod/mini';
import { partsOf, refusedSince } from '../../domain/consent/consents.ts';
import { confirmableUntil } from '../../domain/consent/double-opt-in.ts';
import type { RecordedEvent } from '../../domain/events/recorded-event.ts';
import { eventKeyAt, type Place } from '../../domain/people/place.ts';
import type { Consent, Profile } from '../../domain/people/profile.ts';
import type { Item, Table } from '../../domain/table.ts';
import type { consentShape } from './shapes.ts';

type ConsentView = z.output<typeof consentShape>;

/** What stands of a consent now: one that is refused since, or was not confirmed in time, is withdrawn. */
function standing(
  profile: Profile,
  key: string,
  { state, at }: Consent,
  now: Date,
): Pick<ConsentView, 'state' | 'at'> {
  const { channel, topic } = partsOf(key);
  const ends = confirmableUntil({ at });
  if (state === 'pending' && ends <= now.toISOString()) return { state: 'withdrawn', at: ends };
  const refused = refusedSince(profile, channel, topic);
  return state === 'given' && refused !== undefined && refused > at
    ? { state: 'withdrawn', at: refused }
    : { state, at };
}

/**
 * A person's consents with their proof, which lies with the events that tell of them: a profile is rewritten with every
 * event, and pays for its size each time.
 */
export async function consentViews(
  table: Table,
  profile: Profile,
  now: Date,
): Promise<readonly ConsentView[]> {
  const consents = Object.entries(profile.consents);
  const proofAt = async (place: Place | undefined) => {
    const event =
      place === undefined ? undefined : await table.get<RecordedEvent & Item>(eventKeyAt(profile.id, place));
    return event?.proof ?? null;
  };
  return Promise.all(
    consents.map(async ([key, consent]) => ({
      ...partsOf(key),
      ...standing(profile, key, consent, now),
      source: consent.source ?? null,
      wording: consent.wording ?? null,
      askedAt: consent.askedAt ?? null,
      proof: await proofAt(consent.event),
      confirmation: await proofAt(consent.confirmation),
    })),
  );
}
