import { beforeEach, describe, expect, it } from 'vitest';
import centreJson from '#centre' with { type: 'json' };
import { bookingIdFor } from '../../../domain/bookings/booking.ts';
import { Bookings } from '../../../domain/bookings/bookings.ts';
import { parseCentre, serviceOf } from '../../../domain/centre/centre.ts';
import { OutsideWorld } from '../../functions/outside-world.ts';

const centre = parseCentre(centreJson);
const service = serviceOf(centre, 'brake-check')!;
const now = new Date('2026-11-23T14:00:00Z');
const nine = '2026-11-30T09:00:00-05:00';
const ten = '2026-11-30T10:00:00-05:00';
const nextDay = '2026-12-01T09:00:00-05:00';

let world: OutsideWorld;
let bookings: Bookings;
beforeEach(() => {
  world = new OutsideWorld();
  bookings = new Bookings(world.table, centre);
});

const book = (person: string, startsAt = nine) =>
  bookings.book(
    { id: bookingIdFor(person, 'form'), person, service, startsAt, timezone: centre.timezone },
    now,
  );
const free = async () =>
  (await bookings.free(service, '2026-11-30', 1, now)).map(({ at }) =>
    new Date(at).toISOString().slice(11, 16),
  );
const calls = async (act: () => Promise<unknown>) => {
  const before = world.calls.length;
  await act();
  return world.calls.slice(before);
};

describe('a booking', () => {
  it('is one transaction, whatever its length', async () => {
    expect(await calls(() => book('per_a'))).toEqual([
      'GetItem',
      'GetItem',
      'GetItem',
      'Query',
      'GetItem',
      'TransactWriteItems',
    ]);
    expect((await free()).slice(0, 2)).toEqual(['13:00', '15:00']);
  });

  it.each([
    ['the same place: one of them gets it', nine, 1],
    ['two places of one day: both get theirs', ten, 2],
  ])('races with another for %s', async (_, startsAt, booked) => {
    const answers = await Promise.all([book('per_a'), book('per_b', startsAt)]);
    expect(answers.filter(({ booking }) => booking)).toHaveLength(booked);
    expect(answers.filter(({ refused }) => refused === 'taken')).toHaveLength(2 - booked);
    // Whoever came second read and decided again.
    expect(world.calls.filter((call) => call === 'GetItem')).toHaveLength(12);
  });

  it('gives up after ten lost races, so that its caller is told to come again', async () => {
    world.before = (call) => {
      if (call === 'TransactWriteItems')
        throw Object.assign(new Error('busy'), { name: 'TransactionCanceledException' });
    };
    expect(await calls(() => expect(book('per_a')).rejects.toThrow('busy'))).toHaveLength(50);
  });

  it('is not tried again for a reason that is no race', async () => {
    world.before = (call) => {
      if (call === 'TransactWriteItems')
        throw Object.assign(new Error('throttled'), {
          name: 'TransactionCanceledException',
          CancellationReasons: [{ Code: 'ThrottlingError' }],
        });
    };
    await expect(book('per_a')).rejects.toThrow('throttled');
    expect(world.calls.filter((call) => call === 'Query')).toHaveLength(1);
  });

  it('is refused to who has as many of the service ahead as one may, two forms at once included', async () => {
    const times = ['09:00', '10:00', '11:00'].map((time) => `2026-11-30T${time}:00-05:00`);
    const byForm = (form: string, startsAt: string, person = 'per_a', at = now) =>
      bookings.book(
        { id: bookingIdFor(person, form), person, service, startsAt, timezone: centre.timezone },
        at,
      );
    const answers = await Promise.all(times.map((time, form) => byForm(String(form), time)));
    expect(answers.filter(({ booking }) => booking)).toHaveLength(centre.upcomingPerPerson);
    const [refused] = answers.filter((answer) => answer.refused === 'enough');
    expect(refused).toMatchObject({ ahead: [{ person: 'per_a' }, { person: 'per_a' }] });
    expect((await byForm('other', nextDay, 'per_b')).booking).toBeDefined();
    const [kept] = answers.flatMap(({ booking }) => booking ?? []);
    await bookings.cancel('per_a', kept!.id, now);
    expect((await byForm('again', nextDay.replace('09:', '11:'))).booking).toBeDefined();
    expect((await byForm('more', '2026-12-02T09:00:00-05:00')).refused).toBe('enough');
    const afterwards = new Date('2026-12-02T12:00:00Z');
    expect((await byForm('later', '2026-12-03T09:00:00-05:00', 'per_a', afterwards)).booking).toBeDefined();
  });

  it('moves within a day, to another day, and back over its own place', async () => {
    const { booking } = await book('per_a');
    const move = (startsAt: string) => bookings.move('per_a', booking!.id, startsAt, undefined, now);
    const overlapping = await move('2026-11-30T09:30:00-05:00');
    expect(overlapping).toMatchObject({ booking: { revision: 2, startsAt: '2026-11-30T09:30:00-05:00' } });
    expect((await free()).slice(0, 3)).toEqual(['13:00', '13:30', '15:30']);
    await move(nextDay);
    expect((await free()).slice(0, 4)).toEqual(['13:00', '13:30', '14:00', '14:30']);
    expect(await move(nextDay)).toMatchObject({ booking: { revision: 3 } });
    expect((await bookings.free(service, '2026-12-01', 1, now)).length).toBeLessThan((await free()).length);
  });

  it('frees its place once, also when it is cancelled twice', async () => {
    const { booking } = await book('per_a');
    await bookings.cancel('per_a', booking!.id, now);
    await book('per_b');
    expect(await bookings.cancel('per_a', booking!.id, now)).toMatchObject({ booking: { revision: 2 } });
    expect((await free()).slice(0, 2)).toEqual(['13:00', '15:00']);
  });

  it('of a service that is not offered any more can only be cancelled', async () => {
    const { booking } = await book('per_a');
    const services = centre.services.filter(({ id }) => id !== 'brake-check');
    bookings = new Bookings(world.table, { ...centre, services });
    expect(await bookings.move('per_a', booking!.id, ten, 1, now)).toMatchObject({ refused: 'not-offered' });
    expect(await bookings.cancel('per_a', booking!.id, now)).toMatchObject({
      booking: { status: 'cancelled' },
    });
  });
});
