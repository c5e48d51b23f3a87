import type { Conversation } from '../../domain/conversations/conversation.ts';
import { recordNow } from '../../domain/events/record-now.ts';
import type { RecordedEvent } from '../../domain/events/recorded-event.ts';
import { Problem } from '../shared/http/problem.ts';
import type { Outside } from './route.ts';
import { serverEvent } from './server-event.ts';

/** The sentence and the remedy for each reason that the rules give. */
const refusals: Readonly<Record<string, (conversation: Conversation) => string>> = {
  'moved-on': () =>
    'lastSeen: the conversation has moved on; read it again, and send its lastSeen with another Idempotency-Key',
  'window-closed': ({ channel }) =>
    `${channel}: the time in which their last message may be answered is over; write to them on another channel, or wait for their next message`,
  'no-address': ({ channel }) =>
    `${channel}: no address is known at which the person is reached; answer from your own mailbox or phone`,
};

interface Doing {
  readonly name: string;
  readonly properties: Readonly<Record<string, unknown>> & { readonly lastSeen: string };
}

/**
 * Records what staff do to a conversation, while they wait; the same Idempotency-Key does it once.
 * @throws Problem 409 with the rules' reason
 */
export async function recordForStaff(
  outside: Outside,
  conversation: Conversation,
  { name, properties }: Doing,
  { idempotencyKey, now }: { readonly idempotencyKey: string; readonly now: Date },
): Promise<RecordedEvent> {
  const { id, person } = conversation;
  const message = serverEvent(
    person,
    `conversation/${id}/${name}/${idempotencyKey}`,
    name,
    { thread: id, ...properties },
    now,
  );
  const { event } = await recordNow(outside, message, outside.recording, now);
  if (!event.refused) return event;
  throw new Problem(409, refusals[event.refused]?.(conversation) ?? event.refused, {
    extensions: { reason: event.refused },
  });
}
