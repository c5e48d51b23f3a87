import { segmentEntered } from '../../workflows/events/segment-entered.ts';
import { segmentLeft } from '../../workflows/events/segment-left.ts';
import { followUp } from '../events/follow-up.ts';
import type { LineMessage, RecordedEvent } from '../events/recorded-event.ts';

/** Tells the timeline that an event changed a membership; one message, however often the event is delivered. */
export function segmentEvent(event: RecordedEvent, segment: string, change: 'entered' | 'left'): LineMessage {
  const { name } = change === 'entered' ? segmentEntered : segmentLeft;
  const message = followUp(event, event.person, name, { segment });
  return { ...message, messageId: `${message.messageId}/${segment}` };
}
