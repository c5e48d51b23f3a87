import { hashText } from '../../ids.ts';
import type { Profile } from '../../people/profile.ts';
import { pushEndpointKey } from '../../records.ts';
import type { Key } from '../../table.ts';

/** What a message to one browser is encrypted with, in base64url. */
export interface PushKeys {
  /** The browser's public key, an uncompressed point of P-256. */
  readonly p256dh: string;
  /** Its secret of 16 bytes. */
  readonly auth: string;
}

/** A browser that takes the person's notifications. */
export interface PushSubscription extends PushKeys {
  /** Where its push service takes them. */
  readonly endpoint: string;
  /** When it said so last, ISO 8601. */
  readonly at: string;
}

/** The item that says whose notifications a browser takes. */
export const pushEndpointOf = (endpoint: string): Key => pushEndpointKey(hashText(24, endpoint));

/** Browsers that a person may have; who brings one more loses the one that spoke longest ago. */
export const mostBrowsers = 10;

/** The profile without the subscriptions at these endpoints; the very same profile when it has none of them. */
export function withoutBrowsers(profile: Profile, endpoints: readonly string[]): Profile {
  const { pushSubscriptions = [] } = profile;
  const left = pushSubscriptions.filter(({ endpoint }) => !endpoints.includes(endpoint));
  return left.length === pushSubscriptions.length ? profile : { ...profile, pushSubscriptions: left };
}
