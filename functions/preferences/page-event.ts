import type { LineMessage } from '../../domain/events/recorded-event.ts';

/**
 * The event of a choice that already stands in the profile since `at`. Its id names that choice, so that a double
 * click, or trying again after half of it failed, is one event; its time is the profile's, so that folding it finds
 * its work done.
 */
export const pageEvent = (
  person: string,
  name: 'Consent Given' | 'Unsubscribed',
  properties: LineMessage['properties'],
  at: string,
  now: Date,
): LineMessage => ({
  v: 1,
  person,
  key: 'page',
  messageId: [person, name, properties.channel ?? '*', properties.topic ?? '*', at].join('/'),
  source: 'page',
  type: 'track',
  name,
  properties,
  timestamp: at,
  receivedAt: now.toISOString(),
  hops: 0,
});
