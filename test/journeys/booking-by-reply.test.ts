import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Centre } from './centre.ts';
import { Correspondence } from './correspondence.ts';

const ada = 'ada@example.com';
const bob = 'bob@example.com';
const cyd = 'cyd@example.com';
const desk = 'front-desk@harbour-auto-care.example';

interface Told {
  readonly name: string;
  readonly properties: Readonly<Record<string, unknown>>;
}

describe('a reply to the offer', () => {
  let centre: Centre;
  let post: Correspondence;

  beforeEach(async () => {
    centre = await Centre.open();
    post = new Correspondence(centre);
  });
  afterEach(() => centre.cloud.close());

  async function isOffered(...people: readonly string[]): Promise<void> {
    for (const email of people) {
      await centre.consents(email, 'email');
      await centre.claims(email);
    }
  }

  async function told(email: string, name: string): Promise<readonly Told['properties'][]> {
    const { items } = await centre.get<{ items: Told[] }>(`/v1/people/email:${email}/timeline?limit=200`);
    return items.filter((item) => item.name === name).map(({ properties }) => properties);
  }

  const booked = async (email: string) =>
    (await told(email, 'Appointment Booked')).map(({ startsAt }) => startsAt);

  it('is answered with the next free times, and books the one whose number comes back', async () => {
    await isOffered(ada);
    await post.writes(ada, { text: 'Hi, I would like to book this!\n\nAda' });
    const answer = centre.cloud.messages({ to: ada }).at(-1);
    expect(answer).toMatchObject({
      subject: 'Re: Your 20% off an oil change',
      headers: {
        'In-Reply-To': expect.stringMatching(/^<.+@example\.com>$/),
        References: expect.stringMatching(/^<.+@example\.com>$/),
      },
    });
    // Monday 9:00 there, with two hours' notice; noon to one is closed.
    expect(post.times(ada)).toEqual([
      'Monday 23 November 2026, 11:00 am EST',
      'Monday 23 November 2026, 11:30 am EST',
      'Monday 23 November 2026, 1:00 pm EST',
    ]);
    expect(answer?.text).toContain('/book?t=');
    await post.writes(ada, { text: '2 please. Thanks, Ada' });
    expect(centre.inbox(ada)).toEqual(['send-offer', 'offer-times', 'send-confirmation']);
    expect(centre.cloud.messages({ to: ada }).at(-1)?.subject).toBe(
      'Booked: Oil change, Monday 23 November 2026, 11:30 am EST',
    );
    expect(await told(ada, 'Appointment Booked')).toEqual([
      {
        bookingId: expect.stringMatching(/^bkg_/),
        service: 'oil-change',
        startsAt: '2026-11-23T11:30:00-05:00',
        timezone: 'America/New_York',
      },
    ]);
    expect((await centre.runs(ada, 'oil-change-offer')).map(({ status }) => status)).toEqual(['completed']);
    expect((await told(ada, 'Message Received')).map(({ understood }) => understood)).toEqual([
      'asked-to-book',
      'chose-time',
    ]);
    expect(centre.inbox(desk)).toEqual([]);
  });

  it.each([
    ['Tuesday 10', '2026-11-24T10:00:00-05:00'],
    ['Wednesday 3pm would be great', '2026-11-25T15:00:00-05:00'],
    ['Mittwoch um 15:30 Uhr, bitte', '2026-11-25T15:30:00-05:00'],
    ['13:00', '2026-11-23T13:00:00-05:00'],
  ])('books "%s", whether or not that was among the times', async (text, startsAt) => {
    await isOffered(ada);
    await post.writes(ada, { text: 'Ich hätte gern einen Termin' });
    await post.writes(ada, { text });
    expect(await booked(ada)).toEqual([startsAt]);
  });

  it('offers times from the one that is wished for, and books nothing that was asked only', async () => {
    await isOffered(ada);
    await post.writes(ada, { text: 'Could I come on Wednesday at 3pm?' });
    expect(post.times(ada)[0]).toBe('Wednesday 25 November 2026, 3:00 pm EST');
    await post.writes(ada, { text: 'Is Thursday afternoon possible?' });
    expect(post.times(ada)[0]).toBe('Thursday 26 November 2026, 1:00 pm EST');
    expect(await booked(ada)).toEqual([]);
    await post.writes(ada, { text: 'the first' });
    expect(await booked(ada)).toEqual(['2026-11-26T13:00:00-05:00']);
  });

  it('tells times by the customer’s own clock, and reads them by it', async () => {
    await isOffered(ada);
    await centre.fromTill({ email: ada, event: 'Seen', properties: {} });
    await centre.cloud.http('POST', '/v1/identify', {
      headers: { authorization: `Basic ${Buffer.from('sk_local:').toString('base64')}` },
      body: { traits: { email: ada, timezone: 'America/Los_Angeles' } },
    });
    await centre.cloud.settle();
    await post.writes(ada, { text: 'yes please' });
    expect(post.times(ada)[0]).toBe('Monday 23 November 2026, 8:00 am PST');
    await post.writes(ada, { text: 'Tuesday 10 am' });
    expect((await booked(ada)).map((at) => Date.parse(String(at)))).toEqual([
      Date.parse('2026-11-24T10:00:00-08:00'),
    ]);
    expect(post.last(ada)).toContain('Tuesday 24 November 2026, 10:00 am PST');
  });

  it.each(['sms', 'whatsapp'] as const)('may come by %s, and is answered there', async (channel) => {
    const phone = '+16035550123';
    await centre.cloud.http('POST', '/v1/identify', {
      headers: { authorization: `Basic ${Buffer.from('sk_local:').toString('base64')}` },
      body: { userId: 'ada', traits: { email: ada, phone } },
    });
    await isOffered(ada);
    await post.texts(channel, phone, 'Hi, can I book the oil change for Wednesday afternoon?');
    const [answer, ...others] = centre.cloud.messages({ channel });
    expect(others).toEqual([]);
    expect(answer).toMatchObject({ to: phone, step: 'offer-times' });
    expect(answer?.text).toContain('2. Wednesday 25 November 2026, 1:30 pm EST');
    await post.texts(channel, phone, '2');
    expect(await booked(ada)).toEqual(['2026-11-25T13:30:00-05:00']);
    // A question in the same conversation is answered by staff, on the same channel.
    await post.texts(channel, phone, 'Do you have a courtesy car?');
    const { items } = await centre.get<{ items: { id: string }[] }>('/v1/conversations');
    const { lastSeen } = await centre.get<{ lastSeen: string }>(`/v1/conversations/${items[0]?.id}`);
    const reply = (key: string) =>
      centre.cloud.http('POST', `/v1/conversations/${items[0]?.id}/messages`, {
        headers: { authorization: 'Bearer sk_local', 'idempotency-key': key },
        body: { text: 'Yes, for the whole day.', lastSeen },
      });
    if (channel === 'whatsapp') {
      await centre.cloud.advance('P1D');
      const late = await reply('late');
      expect([late.status, late.json()]).toMatchObject([409, { reason: 'window-closed' }]);
      return;
    }
    expect((await reply('in-time')).status).toBe(202);
    await centre.cloud.settle();
    expect(centre.cloud.messages({ channel }).at(-1)).toMatchObject({
      to: phone,
      text: 'Yes, for the whole day.',
    });
  });

  it('offers others when the time that was chosen has just been taken', async () => {
    const people = [ada, bob, cyd];
    await isOffered(...people);
    for (const email of people) await post.writes(email, { text: 'I want to book' });
    // Two oil changes are done at a time.
    await Promise.all(people.map((email) => post.mails(email, { text: '1' })));
    await centre.cloud.settle();
    const bookings = await Promise.all(people.map(booked));
    expect(bookings.flat()).toEqual(Array(2).fill('2026-11-23T11:00:00-05:00'));
    const late = people[bookings.findIndex((each) => each.length === 0)] ?? '';
    expect((await told(late, 'Booking Offered')).map(({ because }) => because)).toEqual(['asked', 'taken']);
    expect(post.last(late)).toContain('somebody was a moment faster');
    expect(post.times(late)[0]).toBe('Monday 23 November 2026, 11:30 am EST');
    await post.writes(late, { text: '1' });
    expect(await booked(late)).toEqual(['2026-11-23T11:30:00-05:00']);
  });

  it.each([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13])(
    'is handled once though its function dies after %d calls',
    async (afterCall) => {
      await isOffered(ada);
      centre.cloud.crash({ function: 'onward-record-event', afterCall });
      await post.writes(ada, { text: 'I want to book' });
      await centre.cloud.advance('PT1H');
      expect(centre.inbox(ada)).toEqual(['send-offer', 'offer-times']);
      centre.cloud.crash({ function: 'onward-record-event', afterCall });
      const [offered] = await told(ada, 'Booking Offered');
      await post.writes(ada, { text: '3' });
      await centre.cloud.advance('PT1H');
      expect(offered?.times).toContainEqual((await booked(ada))[0]);
      expect(await booked(ada)).toHaveLength(1);
      expect(centre.inbox(ada).filter((step) => step === 'send-confirmation')).toHaveLength(1);
      expect(centre.inbox(desk)).toEqual([]);
    },
  );

  it.each([
    ['none of these', 'none of these work for me, sorry'],
    ['a question', 'Do I have to wait there, or can I leave the car?'],
    ['a time and more', 'Tuesday 10, and please have a look at the brakes'],
    ['a second thought', 'Tuesday 10 does not work after all'],
    ['a yes to three times', 'yes'],
  ])('goes to staff when it is %s', async (_, text) => {
    await isOffered(ada);
    await post.writes(ada, { text: 'I want to book' });
    await post.writes(ada, { text });
    expect(centre.inbox(desk)).toEqual(['tell-staff']);
    expect(await booked(ada)).toEqual([]);
    // The times stay on offer.
    await post.writes(ada, { text: '2', answers: 1 });
    expect(await booked(ada)).toEqual(['2026-11-23T11:30:00-05:00']);
  });

  it('goes to staff once the times are no longer on offer, and when the person has enough appointments', async () => {
    await isOffered(ada);
    await post.writes(ada, { text: 'I want to book' });
    await centre.cloud.advance('P2D');
    await post.writes(ada, { text: '1' });
    expect([await booked(ada), centre.inbox(desk)]).toEqual([[], ['tell-staff']]);
    await centre.cloud.advance('PT4H');
    for (const text of ['Friday 10', 'Friday 11', 'Friday 14:00']) {
      await post.writes(ada, { text: 'Please book another appointment', answers: 0 });
      await post.writes(ada, { text });
    }
    expect(await booked(ada)).toHaveLength(2);
    expect(centre.inbox(desk)).toEqual(['tell-staff', 'tell-staff']);
  });

  it('books, offers and claims nothing for a machine, or for somebody who is not the person', async () => {
    await isOffered(ada);
    await post.writes(ada, {
      text: 'I am out of the office; please book with my colleague',
      headers: { 'Auto-Submitted': 'auto-replied' },
    });
    expect([centre.inbox(ada), centre.inbox(desk)]).toEqual([['send-offer'], []]);
    await post.writes(ada, { text: 'I want to book', from: 'eve@example.com' });
    expect([centre.inbox(ada), centre.inbox(desk)]).toEqual([['send-offer'], ['tell-staff']]);
    expect(centre.cloud.messages({ to: desk }).at(-1)?.text).toContain('none of this customer');
  });

  it('is answered by rules so often a day, then by staff: two machines do not write to each other for ever', async () => {
    await isOffered(ada);
    for (let round = 0; round < 12; round += 1) await post.writes(ada, { text: 'I want to book' });
    expect(centre.inbox(ada).filter((step) => step === 'offer-times')).toHaveLength(6);
    expect(centre.inbox(desk)).toEqual(['tell-staff']);
  });

  it('leads who wants to cancel or move an appointment to the page, and changes nothing', async () => {
    await isOffered(ada);
    await post.writes(ada, { text: 'I want to book' });
    await post.writes(ada, { text: 'Friday 10' });
    await post.writes(ada, { text: 'Sorry, I have to cancel.' });
    expect(centre.inbox(ada).at(-1)).toBe('send-link');
    expect(post.last(ada)).toContain('/book/change?t=');
    expect(post.last(ada)).toContain('Friday 27 November 2026, 10:00 am EST');
    await post.writes(ada, { text: 'Können wir den Termin verschieben?', answers: 2 });
    expect(centre.inbox(ada).filter((step) => step === 'send-link')).toHaveLength(2);
    expect(await centre.events(ada)).not.toContain('Appointment Cancelled');
    expect(centre.inbox(desk)).toEqual([]);
  });
});
