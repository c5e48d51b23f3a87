import { followUp } from '../../events/follow-up.ts';
import type { RecordedEvent } from '../../events/recorded-event.ts';
import type { Rule, Situation } from '../../events/ruling.ts';
import type { IdentifierItem } from '../../people/identity-records.ts';
import type { Profile } from '../../people/profile.ts';
import { identifierKey } from '../../records.ts';
import type { Item } from '../../table.ts';
import { mostBrowsers, type PushKeys, pushEndpointOf, withoutBrowsers } from './subscription.ts';

type Owner = Item & { readonly person: string };

/**
 * Whether a browser speaks for the person it names: it came with them. Anybody may name anybody with a write key, and
 * whoever takes a person's notifications reads them.
 */
async function isTheirOwn({ table, event, identifiers }: Situation): Promise<boolean> {
  const { anonymousId } = identifiers;
  const browser = anonymousId && (await table.get<IdentifierItem>(identifierKey('anonymousId', anonymousId)));
  return Boolean(browser && browser.person === event.person && browser.standing !== 'guest');
}

/**
 * Rules on `Push Subscribed`. A write key's word counts from the browser that the person came with alone; on others a
 * signed page or a server has to say so. A browser takes one person's notifications: whose it took before loses it.
 */
export const ruleOnPushSubscribed: Rule = async (situation) => {
  const { table, event } = situation;
  if (event.source === 'browser' && !(await isTheirOwn(situation))) return { refused: 'not-their-browser' };
  const { endpoint } = event.properties;
  const key = pushEndpointOf(String(endpoint));
  const before = await table.get<Owner>(key);
  if (before?.person === event.person) return {};
  return {
    writes: [
      {
        put: { ...key, person: event.person },
        ...(before
          ? { condition: 'person = :before', values: { ':before': before.person } }
          : { condition: 'attribute_not_exists(pk)' }),
      },
    ],
    ...(before && { emits: [followUp(event, before.person, 'Push Unsubscribed', { endpoint })] }),
  };
};

/** Folds `Push Subscribed` into the profile: the browser is the last of its list, with the keys that it has now. */
export function foldPushSubscribed(profile: Profile, { properties, at }: RecordedEvent): Profile {
  const endpoint = String(properties.endpoint);
  const { p256dh, auth } = properties.keys as PushKeys;
  const others = withoutBrowsers(profile, [endpoint]).pushSubscriptions ?? [];
  return {
    ...profile,
    pushSubscriptions: [...others, { endpoint, p256dh, auth, at }].slice(-mostBrowsers),
  };
}

/** Folds `Push Unsubscribed` into the profile. */
export const foldPushUnsubscribed = (profile: Profile, { properties }: RecordedEvent): Profile =>
  withoutBrowsers(profile, [String(properties.endpoint)]);
