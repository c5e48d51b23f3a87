import { describe, expect, it } from 'vitest';
import { Clerk } from './clerk.ts';
import { ScheduleDesk } from './schedule-desk.ts';

const email = 'ada@example.com';
const ada = `email:${email}`;

const consents = [
  {
    channel: 'email',
    topic: 'offers',
    source: { value: 'till' },
    at: { value: '2024-03-01' },
  },
];

const claim = { name: { value: 'Offer Claimed' }, properties: { offer: { value: 'oil-change' } } };

const served = {
  name: { value: 'Appointment Completed' },
  timestamp: { column: 'Served' },
  properties: { bookingId: { column: 'Booking' }, amount: { column: 'Paid', type: 'number' } },
};

interface Report {
  readonly rows: readonly Readonly<Record<string, unknown>>[];
}

describe('an import', () => {
  it('is of the past unless it says otherwise: no journey begins, and it tells which would', async () => {
    const clerk = await Clerk.open();
    const { centre } = clerk.marketer;
    const rows = [{ Email: email }, { Email: 'bo@example.com' }];
    const mapping = { consents, event: claim };
    const dry = await clerk.sends({ mapping, dryRun: true }, rows);
    expect(dry).toMatchObject({ journeys: false, entries: { 'oil-change-offer': 2 } });
    const done = await clerk.sends({ mapping }, rows, rows.slice(1));
    expect(done).toMatchObject({ journeys: false, entries: { 'oil-change-offer': 3 } });
    await centre.cloud.advance('P7D');
    expect(centre.cloud.messages({})).toEqual([]);
    expect(await clerk.person(ada)).toMatchObject({ runs: [], consents: [{ state: 'given' }] });
    const { items } = await clerk.marketer.ask<{ items: unknown[] }>('GET', `/v1/people/${ada}/timeline`);
    expect(items).toMatchObject([
      { name: 'Consent Given', historical: true },
      { name: 'Offer Claimed', historical: true },
    ]);
  });

  it('enters journeys where that is asked for', async () => {
    const clerk = await Clerk.open();
    const says = { mapping: { consents, event: claim }, journeys: true };
    expect(await clerk.sends(says, [{ Email: email }])).toMatchObject({ journeys: true });
    expect(clerk.marketer.centre.inbox(email)).toEqual(['send-offer']);
  });

  it('leads on no run that is under way, and an unsubscribe in it ends one', async () => {
    const clerk = await Clerk.open();
    const { centre } = clerk.marketer;
    await centre.consents(email, 'email');
    await centre.claims(email);
    await clerk.sends({ mapping: { event: claim } }, [{ Email: email }]);
    expect(centre.inbox(email)).toEqual(['send-offer']);
    expect(await centre.runs(email, 'oil-change-offer')).toMatchObject([{ status: 'running' }]);
    const left = { name: { value: 'Unsubscribed' }, properties: { channel: { value: 'email' } } };
    await clerk.sends({ mapping: { event: left } }, [{ Email: email }]);
    expect(await centre.runs(email, 'oil-change-offer')).toMatchObject([{ status: 'exited' }]);
  });

  it('puts people into segments quietly, what follows from that included', async () => {
    const clerk = await Clerk.open();
    const { centre } = clerk.marketer;
    await clerk.marketer.ask('PUT', '/v1/segments/served', {
      name: 'Served this month',
      where: { did: 'Appointment Completed', within: { days: 30 } },
    });
    await centre.cloud.advance('PT5M');
    await clerk.sends({ mapping: { event: served } }, [
      { Email: email, Served: '2026-11-10', Booking: 'b-1', Paid: '80' },
      { Email: 'bo@example.com', Served: '2023-11-10', Booking: 'b-2', Paid: '80' },
    ]);
    const { items } = await clerk.marketer.ask<{ items: { name: string }[] }>(
      'GET',
      `/v1/people/${ada}/timeline`,
    );
    expect(items).toMatchObject([{}, { name: 'Segment Entered', historical: true }]);
    expect(await clerk.person('email:bo@example.com')).toMatchObject({ segments: [] });
    // What time brings about later is of the present.
    await centre.cloud.advance('P20D');
    const later = await clerk.marketer.ask<{ items: { name: string }[] }>(
      'GET',
      `/v1/people/${ada}/timeline`,
    );
    const left = later.items.find(({ name }) => name === 'Segment Left');
    expect(left).toBeDefined();
    expect(left).not.toHaveProperty('historical');
  });

  it('counts in reports on the day on which it happened, and is owed to no message of today', async () => {
    const clerk = await Clerk.open();
    const { centre } = clerk.marketer;
    await centre.consents(email, 'email');
    await centre.claims(email);
    await clerk.sends({ mapping: { event: served } }, [
      { Email: email, Served: '2025-11-10T15:00:00Z', Booking: 'b-1', Paid: '80' },
    ]);
    await centre.cloud.advance('PT15M');
    const report = (query: string) => clerk.marketer.ask<Report>('GET', `/v1/reports?${query}`);
    const { rows } = await report('by=day&from=2025-11-01&to=2025-12-01');
    expect(rows).toMatchObject([{ key: '2025-11-10', completed: 1, revenue: 80 }]);
    const today = await report('by=journey');
    expect(today.rows).toMatchObject([
      { key: 'oil-change-offer', sent: 1, completed: 0, revenue: 0 },
      { key: null, claimed: 1, completed: 0, revenue: 0 },
    ]);
    await clerk.marketer.ask('POST', '/v1/reports/recount');
    await centre.cloud.advance('PT1H');
    expect(await clerk.marketer.ask('GET', '/v1/reports/recount')).toMatchObject({ differences: 0 });
  });

  it('sets the timers of schedules by when things happened, and makes up for none', async () => {
    const clerk = await Clerk.open();
    const { centre } = clerk.marketer;
    const desk = new ScheduleDesk(centre);
    await desk.save('again', {
      when: { kind: 'event', event: 'Appointment Completed', after: 'P6M', time: '09:00' },
      who: { everyone: true },
    });
    await clerk.sends({ mapping: { event: served } }, [
      { Email: email, Served: '2026-06-01T15:00:00Z', Booking: 'b-3', Paid: '80' },
      { Email: email, Served: '2026-03-01T15:00:00Z', Booking: 'b-2', Paid: '80' },
      { Email: 'bo@example.com', Served: '2025-11-10T15:00:00Z', Booking: 'b-1', Paid: '80' },
    ]);
    await centre.cloud.advance('P30D');
    expect(await desk.fired(email)).toEqual(['again 2026-12-01T14:00:00.000Z']);
    expect(await desk.fired('bo@example.com')).toEqual([]);
  });

  it('lists reviews on the day on which they were given, and asks nobody for a friend', async () => {
    const clerk = await Clerk.open();
    const { centre } = clerk.marketer;
    const review = {
      name: { value: 'Review Submitted' },
      timestamp: { value: '2024-05-06T10:00:00Z' },
      properties: { bookingId: { value: 'b-1' }, stars: { value: 5 } },
    };
    await clerk.sends({ mapping: { consents, event: review } }, [{ Email: email }]);
    expect(await clerk.marketer.ask('GET', '/v1/reviews')).toMatchObject({
      items: [{ at: '2024-05-06T10:00:00.000Z', stars: 5 }],
    });
    await centre.cloud.advance('P7D');
    expect(centre.inbox(email)).toEqual([]);
  });
});
