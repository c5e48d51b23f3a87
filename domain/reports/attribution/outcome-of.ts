import { countedAt } from '../../events/happened-at.ts';
import type { RecordedEvent } from '../../events/recorded-event.ts';
import type { MessageRecord } from '../../messages/message-record.ts';
import { outcomeKey } from '../../records.ts';
import { type Answer, type Goal, isGoal, outcomeNamed } from '../goals.ts';
import type { Origin } from '../origin.ts';
import type { Outcome } from '../outcome.ts';
import { exposuresOf } from './exposures.ts';
import { revenueOf } from './revenue.ts';
import { SentMessages, touchesOf, touchOf } from './touches.ts';

const day = 86_400_000;

/** How far before an outcome a touch may lie to have led to it, in days, where the business says nothing else. */
export const usualLookBackDays = 30;

/** Of one appointment these count once, whatever is told again of it. */
const oncePerBooking: ReadonlySet<Goal | Answer> = new Set(['booked', 'completed', 'reviewed']);

const sameAgain = (event: RecordedEvent, earlier: readonly RecordedEvent[]): boolean =>
  earlier.some(
    ({ name, properties, refused }) =>
      name === event.name && !refused && properties.bookingId === event.properties.bookingId,
  );

/** To what it is owed: a goal to what the person did before it and with it, an answer to the message that it answers. */
function owedTo(
  what: Goal | Answer,
  event: RecordedEvent,
  earlier: readonly RecordedEvent[],
  messages: readonly MessageRecord[],
  lookBackDays: number,
): readonly Origin[] {
  const sent = new SentMessages(messages);
  if (!isGoal(what)) {
    const touch = touchOf(event, sent);
    return touch ? [touch] : [];
  }
  const since = new Date(Date.parse(event.at) - lookBackDays * day).toISOString();
  return touchesOf([...earlier.filter(({ at }) => at >= since), event], sent);
}

/** Whether an event may be an outcome, by itself: most are not, and nothing is read for them. */
export const mayBeOutcome = ({ name, refused, properties }: RecordedEvent): boolean =>
  outcomeNamed(name) !== undefined && !refused && !properties.automatic;

const told = (event: RecordedEvent): RecordedEvent => ({ ...event, at: countedAt(event) });

/**
 * What an event comes to, by the person's timeline before it and the messages that they were sent; undefined for one
 * that is no outcome. The order is the recording's, so that it comes to the same whenever it is asked.
 *
 * @param earlier the timeline before it as far as reports look back, the oldest first
 * @param lookBackDays how far before it a touch may lie to have led to it; 90 at most, see `historySince`
 */
export function outcomeOf(
  event: RecordedEvent,
  earlier: readonly RecordedEvent[],
  messages: readonly MessageRecord[],
  lookBackDays: number,
): Outcome | undefined {
  const what = outcomeNamed(event.name);
  if (!what || !mayBeOutcome(event) || (oncePerBooking.has(what) && sameAgain(event, earlier)))
    return undefined;
  // What is told of the past and what happens here say nothing of one another: they came in another order.
  const alike = earlier.filter(({ historical }) => historical === event.historical);
  const cents = revenueOf(told(event), alike.map(told));
  const exposures = isGoal(what) && !event.historical ? exposuresOf(event, alike) : [];
  const { stars } = event.properties;
  return {
    ...outcomeKey(event.person, event.seq),
    at: countedAt(event),
    what,
    // Nobody knows what led to it before we were there.
    touches: event.historical ? [] : owedTo(what, event, alike, messages, lookBackDays),
    ...(cents > 0 && { cents }),
    ...(what === 'reviewed' && typeof stars === 'number' && { stars }),
    ...(exposures.length > 0 && { exposures }),
    ...(event.segments?.length && { segments: event.segments }),
  };
}
