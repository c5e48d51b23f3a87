import { readFileSync } from 'node:fs';
import { by, type Check, ofPeople, personOf, personsByEmail, propertiesOf, textOf } from './promise.ts';

interface Service {
  readonly id: string;
  readonly capacity: number;
}

const { services } = JSON.parse(readFileSync(new URL('../../centre.json', import.meta.url), 'utf8')) as {
  services: readonly Service[];
};

/** `2026-11-24T14:00:00.000Z/PT30M` as milliseconds since 1970. */
function stretchOf(interval: string): readonly [from: number, to: number] {
  const [from = '', duration = ''] = interval.split('/');
  const start = Date.parse(from);
  return [start, start + Number(duration.slice(2, -1)) * 60_000];
}

/** For how long the places of a day that is over are kept, at least. */
const daysKept = 28;

/** No more at once than the centre has room for. */
export const capacityHeld: Check = function* (facts) {
  for (const day of facts.items.filter(({ pk }) => pk.startsWith('SLOTS#'))) {
    const service = day.pk.slice('SLOTS#'.length);
    const { capacity = 0 } = services.find(({ id }) => id === service) ?? {};
    const stretches = Object.values((day.booked ?? {}) as Record<string, string>).map(stretchOf);
    for (const [start] of stretches) {
      const together = stretches.filter(([from, to]) => from <= start && start < to).length;
      if (together > capacity)
        yield {
          person: undefined,
          what: `${service} at ${new Date(start).toISOString()}: ${together} of ${capacity}`,
        };
    }
  }
};

/** A place is held by a booking and told on the timeline; a booking that stands holds a place. */
export const placesBelong: Check = function* (facts) {
  const bookings = new Map(ofPeople(facts, 'BOOKING#').map((booking) => [textOf(booking, 'id'), booking]));
  const held = new Map<string, number>();
  for (const day of facts.items.filter(({ pk }) => pk.startsWith('SLOTS#')))
    for (const [id, interval] of Object.entries((day.booked ?? {}) as Record<string, string>)) {
      const booking = bookings.get(id);
      if (held.has(id)) yield { person: undefined, what: `${id} holds two places` };
      held.set(id, stretchOf(interval)[0]);
      if (booking?.status !== 'booked')
        yield { person: undefined, what: `${id} holds a place and is ${booking?.status}` };
    }
  const told = by(
    ofPeople(facts, 'EVENT#').filter(
      ({ key, name }) => key === 'page' && String(name).startsWith('Appointment'),
    ),
    (event) => textOf(event, 'messageId'),
  );
  for (const [id, booking] of bookings) {
    const person = personOf(booking);
    const remembered = Date.parse(textOf(booking, 'startsAt')) > facts.now - daysKept * 86_400_000;
    if (remembered && booking.status === 'booked' && held.get(id) !== Date.parse(textOf(booking, 'startsAt')))
      yield { person, what: `${id} stands for ${booking.startsAt} and holds ${held.get(id) ?? 'no place'}` };
    if (!told.has(`${id}/${booking.revision}`))
      yield { person, what: `${id}: revision ${booking.revision} (${booking.status}) is on no timeline` };
  }
};

/** Who was told "you are booked" is. */
export const bookedMeansBooked: Check = function* (facts) {
  const persons = personsByEmail(facts);
  const made = by(ofPeople(facts, 'BOOKING#'), personOf);
  for (const [email, times] of facts.journal.booked) {
    const has = made.get(persons.get(email) ?? '')?.length ?? 0;
    if (has < times) yield { person: email, what: `was told of ${times} bookings, has ${has}` };
  }
};

/** A review counts once, as it was edited last. */
export const reviewsExact: Check = function* (facts) {
  const reviews = facts.items.filter(({ pk }) => pk.startsWith('REVIEWS#'));
  const recounted = new Map<string, { reviews: number; stars: number }>();
  for (const { pk, service, stars } of reviews) {
    const key = `${pk.slice('REVIEWS#'.length)}#${service ?? ''}`;
    const sum = recounted.get(key) ?? { reviews: 0, stars: 0 };
    recounted.set(key, { reviews: sum.reviews + 1, stars: sum.stars + Number(stars) });
  }
  for (const sum of facts.items.filter(({ pk }) => pk === 'REVIEWS')) {
    const exact = recounted.get(sum.sk);
    if (exact?.reviews !== sum.reviews || exact?.stars !== sum.stars)
      yield {
        person: undefined,
        what: `${sum.sk}: ${JSON.stringify(exact)} recounted, ${sum.reviews} and ${sum.stars} kept`,
      };
  }
  const said = new Map<string, number>();
  for (const event of ofPeople(facts, 'EVENT#'))
    if (event.name === 'Review Submitted' && event.refused === undefined)
      said.set(`${personOf(event)} ${propertiesOf(event).bookingId}`, Number(propertiesOf(event).stars));
  const kept = new Map(
    reviews.map((review) => [`${review.person} ${review.bookingId}`, Number(review.stars)]),
  );
  for (const review of new Set([...said.keys(), ...kept.keys()]))
    if (said.get(review) !== kept.get(review))
      yield {
        person: review.split(' ')[0],
        what: `${review}: said ${said.get(review)}, kept ${kept.get(review)}`,
      };
};
