import type { Channel } from '../../workflows/channels.ts';
import { consentRules } from '../../workflows/consent-rules.ts';
import { toMilliseconds } from '../../workflows/duration.ts';
import { topicSettings } from '../../workflows/topics.ts';
import type { Source } from '../events/recorded-event.ts';
import type { Consent, Profile } from '../people/profile.ts';

const confirmable: readonly Channel[] = ['email', 'ads'];
const waits = toMilliseconds(consentRules.confirmWithin);
const patience = toMilliseconds(consentRules.confirmAgainAfter);

/** Who speaks through a form, which anybody may fill in. A server vouches for what it says. */
const forms: readonly Source[] = ['browser', 'page'];

/** Whether a consent that this source tells of counts only once it is confirmed. */
export function needsConfirmation(channel: string, topic: string, by: Source): boolean {
  const asked = topicSettings(topic)?.doubleOptIn;
  const channels: readonly string[] = asked === true ? confirmable : (asked ?? []);
  return forms.includes(by) && channels.includes(channel);
}

/** Until when a pending consent may be confirmed, ISO 8601. */
export const confirmableUntil = ({ at }: Pick<Consent, 'at'>): string =>
  new Date(Date.parse(at) + waits).toISOString();

/** Whether a consent waits to be confirmed and still may be. @param at ISO 8601 */
export const isPending = (consent: Consent | undefined, at: string): boolean =>
  consent?.state === 'pending' && at < confirmableUntil(consent);

/** What waits to be confirmed, by `channel/topic`. @param at ISO 8601 */
export const pendingConsents = ({ consents }: Pick<Profile, 'consents'>, at: string): readonly string[] =>
  Object.entries(consents).flatMap(([key, consent]) => (isPending(consent, at) ? [key] : []));

/**
 * Whether an address may be asked now to confirm: at most once an hour, because anybody can type anybody's address into
 * a form. @param at ISO 8601
 */
export const mayAsk = ({ asked }: Pick<Profile, 'asked'>, address: string, at: string): boolean =>
  asked?.address !== address || Date.parse(at) - Date.parse(asked.at) >= patience;
