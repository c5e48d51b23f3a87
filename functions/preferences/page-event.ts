import type { Proof } from '../../domain/consent/proof.ts';
import type { LineMessage } from '../../domain/events/recorded-event.ts';
import type { MessageRef } from '../../domain/messages/message-token.ts';

/** A person's visit of one of these pages. */
export interface Visitor {
  readonly person: string;
  /** How what they say there came about. */
  readonly proof: Proof;
  /** The message whose link led there. */
  readonly message?: MessageRef | undefined;
  readonly now: Date;
}

type PageEvent =
  | 'Consent Given'
  | 'Consent Confirmed'
  | 'Unsubscribed'
  | 'Marketing Paused'
  | 'Marketing Resumed';

/**
 * The event of a choice that already stands in the profile since `at`. Its id names that choice, so that a double
 * click, or trying again after half of it failed, is one event; its time is the profile's, so that folding it finds
 * its work done.
 */
export const pageEvent = (
  { person, proof, message, now }: Visitor,
  name: PageEvent,
  properties: LineMessage['properties'],
  at: string,
): LineMessage => ({
  v: 1,
  person,
  key: 'page',
  messageId: [person, name, properties.channel ?? '*', properties.topic ?? '*', at].join('/'),
  source: 'page',
  type: 'track',
  name,
  properties,
  proof,
  ...(message && { message }),
  timestamp: at,
  receivedAt: now.toISOString(),
  hops: 0,
});
