import type { RecordedEvent } from '../../../domain/events/recorded-event.ts';
import type { MessageRecord } from '../../../domain/messages/message-record.ts';
import { messageKey } from '../../../domain/records.ts';

export const ada = `per_${'a'.repeat(24)}`;
export const run = `run_${'a'.repeat(24)}_${'b'.repeat(16)}`;

/** A moment so many days after the first of November. */
export const daysOn = (days: number): string =>
  new Date(Date.parse('2026-11-01T12:00:00Z') + days * 86_400_000).toISOString();

/** An event: on which day, what, and what else there is to say of it. */
export type Told = readonly [number, string, RecordedEvent['properties'], Partial<RecordedEvent>?];

/** The events of one timeline in their order. */
export const timeline = (...events: readonly Told[]): readonly RecordedEvent[] =>
  events.map(([days, name, properties, more], index) => ({
    id: `evt_${index}`,
    seq: index + 1,
    person: ada,
    key: 'sk',
    messageId: `m-${index}`,
    source: 'server',
    type: 'track',
    name,
    properties,
    timestamp: daysOn(days),
    at: daysOn(days),
    hops: 0,
    ...more,
  }));

/** A message that was sent by a step of the oil-change offer. */
export const message = (step: string, more: Partial<MessageRecord> = {}): MessageRecord => ({
  ...messageKey(ada, run, step, 0),
  person: ada,
  run,
  journey: 'oil-change-offer',
  step,
  visit: 0,
  channel: 'email',
  template: step.replace('send-', ''),
  kind: 'marketing',
  status: 'sent',
  claims: 1,
  after: 1,
  at: daysOn(0),
  ...more,
});
