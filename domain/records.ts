import type { Key } from './table.ts';

/**
 * The keys of the single table. A person's partition holds the profile, the timeline, the runs and the messages, so
 * that one person's records are read and written together; identifiers and message ids have partitions of their own.
 */

const person = (id: string): string => `PERSON#${id}`;

/** Sequence numbers sort as text: 12 digits. */
const place = (seq: number): string => String(seq).padStart(12, '0');

export const profileKey = (id: string): Key => ({ pk: person(id), sk: 'PROFILE' });

export const eventKey = (id: string, seq: number): Key => ({ pk: person(id), sk: `EVENT#${place(seq)}` });
/** The timeline behind a place. */
export const eventsAfter = (id: string, seq: number) => ({
  pk: person(id),
  from: `EVENT#${place(seq + 1)}`,
  to: 'EVENT#~',
});

/** Present once the message was recorded: `{person, seq}`. */
export const recordedKey = (key: string, messageId: string): Key => ({
  pk: `RECORDED#${key}#${messageId}`,
  sk: 'RECORDED',
});

/** How often a message on the line has failed, by SQS's id of it: `{failures, expires}`. */
export const failuresKey = (id: string): Key => ({ pk: `FAILURES#${id}`, sk: 'FAILURES' });

/** Which person an identifier belongs to: `{person}`. `value` is normalised. */
export const identifierKey = (type: string, value: string): Key => ({ pk: `ID#${type}#${value}`, sk: 'ID' });

export const runKey = (personId: string, run: string): Key => ({ pk: person(personId), sk: `RUN#${run}` });
export const runRange = (personId: string) => ({ pk: person(personId), from: 'RUN#', to: 'RUN#~' });

/** A message is claimed under (run, step, visit) before it is sent. */
export const messageKey = (personId: string, run: string, step: string, visit: number): Key => ({
  pk: person(personId),
  sk: `MESSAGE#${run}#${step}#${visit}`,
});
export const messageRange = (personId: string) => ({
  pk: person(personId),
  from: 'MESSAGE#',
  to: 'MESSAGE#~',
});
