import { by, type Check, ofPeople, personOf, propertiesOf, textOf } from './promise.ts';

/** What somebody wrote, by any channel, is on one timeline once. */
export const repliesHeard: Check = function* (facts) {
  const received = by(
    ofPeople(facts, 'EVENT#').filter(({ name }) => name === 'Message Received'),
    (event) => textOf(event, 'messageId'),
  );
  for (const { email, channel, id, text } of facts.journal.written) {
    const times = received.get(`received/${channel}/${id}`)?.length ?? 0;
    if (times !== 1)
      yield { person: email, what: `"${text}" by ${channel} (${id}) was heard ${times} times` };
  }
};

interface Emitted {
  readonly name: string;
  readonly properties: { readonly bookingId?: string };
}

/** A time that was chosen by a message is one booking, and one `Appointment Booked`. */
export const chosenOnce: Check = function* (facts) {
  const bookings = by(ofPeople(facts, 'BOOKING#'), (booking) => textOf(booking, 'id'));
  const events = ofPeople(facts, 'EVENT#');
  const told = by(
    events.filter(({ name }) => name === 'Appointment Booked'),
    (event) => String(propertiesOf(event).bookingId),
  );
  for (const message of events.filter(({ name }) => name === 'Message Received'))
    for (const { name, properties } of (message.emits ?? []) as readonly Emitted[]) {
      const { bookingId: id = '' } = properties;
      if (name !== 'Appointment Booked') continue;
      const [made, times] = [bookings.get(id)?.length ?? 0, told.get(id)?.length ?? 0];
      if (made !== 1 || times !== 1)
        yield {
          person: personOf(message),
          what: `${message.messageId} chose a time: ${made} bookings ${id}, told ${times} times`,
        };
    }
};

/** A run of a campaign reaches a person once. */
export const reachedOnce: Check = function* (facts) {
  const reached = by(
    ofPeople(facts, 'EVENT#').filter(({ name }) => name === 'Campaign Reached'),
    (event) => `${personOf(event)} ${propertiesOf(event).run}`,
  );
  for (const [who, times] of reached)
    if (times.length > 1) {
      const [person] = who.split(' ');
      yield { person, what: `reached ${times.length} times by ${who}` };
    }
};
