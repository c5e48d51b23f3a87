import { hashText } from '../ids.ts';
import type { LineMessage, RecordedEvent } from './recorded-event.ts';

/**
 * An event of Onward's own that follows from a recorded one, for the same person's line or another's. Its id comes
 * from the event that it follows, so that it is one event however often that one is delivered.
 */
export const followUp = (
  event: RecordedEvent,
  person: string,
  name: string,
  properties: LineMessage['properties'],
): LineMessage => ({
  v: 1,
  person,
  key: 'onward',
  messageId: `${event.id}/${hashText(8, person)}/${name}`,
  source: 'onward',
  type: 'track',
  name,
  properties,
  timestamp: event.at,
  receivedAt: event.at,
  hops: event.hops + 1,
  ...(event.historical && { historical: true }),
});
