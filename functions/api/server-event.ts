import type { LineMessage } from '../../domain/events/recorded-event.ts';

/** An event that the API records for a server that waits for the decision. Its id comes from the Idempotency-Key. */
export const serverEvent = (
  person: string,
  messageId: string,
  name: string,
  properties: LineMessage['properties'],
  now: Date,
): LineMessage => ({
  v: 1,
  person,
  key: 'api',
  messageId,
  source: 'server',
  type: 'track',
  name,
  properties,
  timestamp: now.toISOString(),
  receivedAt: now.toISOString(),
  hops: 0,
});
