import type { RecordedEvent } from '../../events/recorded-event.ts';
import type { MessageRecord } from '../../messages/message-record.ts';
import type { Origin } from '../origin.ts';
import { originOfMessage, originText } from '../origin.ts';
import { advertisementOf } from './advertisement.ts';

/** Which messages a person was sent, found by what events say of them. */
export class SentMessages {
  readonly #byStep: ReadonlyMap<string, readonly MessageRecord[]>;

  constructor(messages: readonly MessageRecord[]) {
    const inOrder = messages.toSorted((a, b) => a.visit - b.visit);
    this.#byStep = Map.groupBy(inOrder, ({ run, step }) => `${run} ${step}`);
  }

  /** The message of a visit of a step; where the visit is not said, the last that was decided by then. */
  find(run: unknown, step: unknown, visit: unknown, by: string): MessageRecord | undefined {
    const visits = this.#byStep.get(`${run} ${step}`) ?? [];
    return typeof visit === 'number'
      ? visits.find((message) => message.visit === visit)
      : (visits.findLast(({ at }) => at <= by) ?? visits[0]);
  }
}

type Told = Pick<RecordedEvent, 'name' | 'type' | 'properties' | 'message' | 'at' | 'refused'>;

const membersOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};

/** Which message an event says that it came of: its link was followed, or it was answered. */
function messageNamed({ name, properties, message }: Told): Readonly<Record<string, unknown>> {
  if (message) return { ...message };
  if (name === 'Email Clicked') return { run: properties.run, step: properties.step };
  return name === 'Message Received' ? membersOf(properties.inReplyTo) : {};
}

/** The run whose message an event came of. */
export function runBehind(event: Told): string | undefined {
  const { run } = messageNamed(event);
  return typeof run === 'string' ? run : undefined;
}

/**
 * To what a touch is owed: something that the person did with a message or an advertisement, or a message that they wrote
 * of their own accord. Undefined for what is no touch: what was only sent or shown, what a machine did, what counts for nothing.
 */
export function touchOf(event: Told, sent: SentMessages): Origin | undefined {
  const { name, properties, refused } = event;
  if (refused || (name === 'Message Received' && properties.automatic)) return undefined;
  const { run, step, visit } = messageNamed(event);
  const message = sent.find(run, step, visit, event.at);
  if (message) return message.kind === 'staff' ? undefined : originOfMessage(message);
  if (name === 'Message Received' && typeof properties.channel === 'string')
    return { channel: properties.channel };
  return advertisementOf(event);
}

/** The most touches that share an outcome. Of more, the first and the last of them. */
const mostTouches = 20;

/** The touches among events in their order. Several in a row of one origin, as the pages of one visit, are one touch. */
export function touchesOf(events: readonly Told[], sent: SentMessages): readonly Origin[] {
  const touches: Origin[] = [];
  for (const event of events) {
    const touch = touchOf(event, sent);
    const last = touches.at(-1);
    if (touch && (!last || originText(last) !== originText(touch))) touches.push(touch);
  }
  const [first] = touches;
  return first && touches.length > mostTouches ? [first, ...touches.slice(1 - mostTouches)] : touches;
}
