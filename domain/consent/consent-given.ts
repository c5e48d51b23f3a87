import { addressOf } from '../channels/address-of.ts';
import type { RecordedEvent } from '../events/recorded-event.ts';
import type { Profile } from '../people/profile.ts';
import { consentKey } from './consents.ts';
import { isPending, mayAsk } from './double-opt-in.ts';
import { giveConsent } from './give.ts';
import { momentOf } from './moment.ts';
import { textAt } from './text-at.ts';

/**
 * When it was given, ISO 8601 in UTC. A server may tell of a consent from before, as imports do; so that it lifts no refusal
 * that came since, it counts from then. A later one than now is none.
 */
function givenAt(event: RecordedEvent): string {
  const moment = momentOf(event);
  const stated = event.source === 'server' ? textAt(event.properties, 'givenAt') : undefined;
  const at = stated && new Date(stated).toISOString();
  return at && at < moment ? at : moment;
}

/**
 * Folds `Consent Given` into the profile. Where it waits to be confirmed, and the person may be asked to now, that they
 * are asked is noted in the same write, so that two at once ask once.
 */
export function foldConsentGiven(profile: Profile, event: RecordedEvent): Profile {
  const channel = textAt(event.properties, 'channel');
  const topic = textAt(event.properties, 'topic');
  if (!channel || !topic) return profile;
  const given = giveConsent(profile, {
    channel,
    topic,
    at: givenAt(event),
    by: event.source,
    source: textAt(event.properties, 'source') ?? event.source,
    wording: textAt(event.properties, 'wording'),
    event: event.seq,
  });
  const consent = given.consents[consentKey(channel, topic)];
  const address = addressOf(profile, 'email');
  const waits = isPending(consent, event.at) && consent?.event === event.seq;
  return waits && address !== undefined && mayAsk(profile, address, event.at)
    ? { ...given, asked: { at: event.at, address } }
    : given;
}
