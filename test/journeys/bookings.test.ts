import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sign } from '../../domain/tokens/token.ts';
import { Centre } from './centre.ts';
import { Page } from './page.ts';

const ada = 'ada@example.com';
const bob = 'bob@example.com';

describe('the booking page', () => {
  let centre: Centre;

  beforeEach(async () => {
    centre = await Centre.open();
  });
  afterEach(() => centre.cloud.close());

  /** The booking page as the link in the offer opens it. */
  async function bookingPage(email: string, service?: string): Promise<Page> {
    await centre.consents(email, 'email');
    await centre.claims(email);
    const html = centre.cloud.messages({ to: email }).at(-1)?.html ?? '';
    const link = /href="([^"]*\/book\?t=[^"]*)"/.exec(html)?.[1] ?? '';
    return Page.open(centre, service ? `${link}&service=${service}` : link);
  }

  async function books(email: string, startsAt: string): Promise<Page> {
    const booked = await (await bookingPage(email)).send({ startsAt });
    await centre.cloud.settle();
    return booked;
  }

  const changePage = (email: string, mail = -1) => {
    const html = centre.cloud.messages({ to: email }).at(mail)?.html ?? '';
    return Page.open(centre, /href="([^"]*\/book\/change\?t=[^"]*)"/.exec(html)?.[1] ?? '');
  };

  async function booking(email: string): Promise<Record<string, unknown>[]> {
    const { items } = await centre.get<{ items: { name: string; properties: Record<string, unknown> }[] }>(
      `/v1/people/email:${email}/timeline?limit=200`,
    );
    return items
      .filter(({ name }) => name.startsWith('Appointment'))
      .map(({ name, properties }) => ({ name, ...properties }));
  }

  const calendar = (email: string, mail = -1): Record<string, string> => {
    const { attachments = [] } = centre.cloud.messages({ to: email }).at(mail) ?? {};
    expect(attachments.map(({ filename }) => filename)).toEqual(['appointment.ics']);
    const lines = attachments[0]!.text.replace(/\r\n /g, '').trimEnd().split('\r\n');
    return {
      contentType: attachments[0]!.contentType,
      ...Object.fromEntries(
        lines.map((line) => [/^[A-Z]+/.exec(line)![0], line.slice(line.search(/:(?!\/)/) + 1)]),
      ),
    };
  };

  it('offers the free times of the opening hours, and books the one that is chosen', async () => {
    const page = await bookingPage(ada);
    expect(page.status).toBe(200);
    const times = page.choices('startsAt');
    // Monday 9:00 there, with two hours' notice; noon to one is closed, and the last one ends at six.
    expect(times.slice(0, 4)).toEqual(
      ['11:00', '11:30', '13:00', '13:30'].map((time) => `2026-11-23T${time}:00-05:00`),
    );
    expect(times).toContain('2026-11-23T17:30:00-05:00');
    expect(times).not.toContain('2026-11-23T18:00:00-05:00');
    expect(times.filter((time) => time.startsWith('2026-11-29'))).toEqual([]);
    expect(page.body).toContain('<legend>Monday 23 November 2026 (EST)</legend>');

    const booked = await page.send({ startsAt: '2026-11-30T09:00:00-05:00' });
    expect([booked.status, booked.heading]).toEqual([200, 'You are booked']);
    expect(booked.body).toContain('Monday 30 November 2026, 9:00 am EST');
    await centre.cloud.settle();
    expect(await booking(ada)).toEqual([
      {
        name: 'Appointment Booked',
        bookingId: expect.stringMatching(/^bkg_/),
        service: 'oil-change',
        startsAt: '2026-11-30T09:00:00-05:00',
        timezone: 'America/New_York',
      },
    ]);
    expect(centre.inbox(ada)).toEqual(['send-offer', 'send-confirmation']);
    expect(centre.cloud.messages({ to: ada }).at(-1)?.subject).toBe(
      'Booked: Oil change, Monday 30 November 2026, 9:00 am EST',
    );
    expect((await centre.runs(ada, 'oil-change-offer')).map(({ status }) => status)).toEqual(['completed']);
  });

  it('changes nothing when it is looked at, as mail scanners do', async () => {
    await books(ada, '2026-11-30T09:00:00-05:00');
    const before = await centre.events(ada);
    await changePage(ada);
    await centre.cloud.settle();
    expect(await centre.events(ada)).toEqual(before);
  });

  it('gives the last place to one of two who ask at the same instant, and offers the other the next', async () => {
    const startsAt = '2026-11-30T09:00:00-05:00';
    const [first, second] = [await bookingPage(ada, 'brake-check'), await bookingPage(bob, 'brake-check')];
    const answers = await Promise.all([first.send({ startsAt }), second.send({ startsAt })]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    const refused = answers.find(({ status }) => status === 409)!;
    expect(refused.body).toContain('Somebody was a moment faster');
    // An hour's service takes both of its half hours, and nothing that would overlap it is free.
    expect(
      refused
        .choices('startsAt')
        .slice(0, 3)
        .map((time) => time.slice(5, 16)),
    ).toEqual(['11-30T08:00', '11-30T10:00', '11-30T10:30']);
    const next = await refused.send({ startsAt: '2026-11-30T10:00:00-05:00' });
    expect(next.heading).toBe('You are booked');
    await centre.cloud.settle();
    expect(
      [...(await booking(ada)), ...(await booking(bob))].map(({ startsAt }) => startsAt).toSorted(),
    ).toEqual(['2026-11-30T09:00:00-05:00', '2026-11-30T10:00:00-05:00']);
  });

  it('sells a time as often as the centre has places for it', async () => {
    const startsAt = '2026-11-30T09:00:00-05:00';
    const pages = [];
    for (const email of [ada, bob, 'cyd@example.com']) pages.push(await bookingPage(email));
    const answers = await Promise.all(pages.map((page) => page.send({ startsAt })));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 200, 409]);
  });

  it('books once however often a form is sent', async () => {
    const page = await bookingPage(ada);
    const startsAt = '2026-11-30T09:00:00-05:00';
    const answers = await Promise.all([page.send({ startsAt }), page.send({ startsAt })]);
    answers.push(await page.send({ startsAt }));
    expect(answers.map(({ heading }) => heading)).toEqual(Array(3).fill('You are booked'));
    await centre.cloud.settle();
    expect(await booking(ada)).toHaveLength(1);
    expect(centre.inbox(ada)).toEqual(['send-offer', 'send-confirmation']);
  });

  it('shows what a form has booked to who goes back and sends it with another time', async () => {
    const page = await bookingPage(ada);
    await page.send({ startsAt: '2026-11-30T09:00:00-05:00' });
    const again = await page.send({ startsAt: '2026-12-01T09:00:00-05:00' });
    expect(again.body).toContain('That form had booked this already');
    expect(again.body).toContain('Monday 30 November 2026, 9:00 am EST');
    await (await Page.open(centre, again.link('Choose another time'))).send({ action: 'cancel' });
    expect((await page.send({ startsAt: '2026-11-30T09:00:00-05:00' })).heading).toBe(
      'Your appointment is cancelled',
    );
    await centre.cloud.settle();
    expect((await booking(ada)).map(({ name }) => name)).toEqual([
      'Appointment Booked',
      'Appointment Cancelled',
    ]);
  });

  it.each([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10])(
    'finishes a booking that died after %d calls when the form is sent again',
    async (afterCall) => {
      const page = await bookingPage(ada);
      centre.cloud.crash({ function: 'onward-bookings', afterCall });
      const startsAt = '2026-11-30T09:00:00-05:00';
      const first = await page.send({ startsAt });
      if (first.status !== 200) expect((await page.send({ startsAt })).heading).toBe('You are booked');
      await centre.cloud.settle();
      expect(await booking(ada)).toHaveLength(1);
      expect(centre.inbox(ada)).toEqual(['send-offer', 'send-confirmation']);
      expect((await bookingPage(bob)).choices('startsAt')).toContain(startsAt);
    },
  );

  /** What was decided and still is to be told. */
  async function untold(): Promise<unknown> {
    const { TableNames } = (await centre.cloud.call('dynamodb', 'ListTables')) as { TableNames: string[] };
    const answer = (await centre.cloud.call('dynamodb', 'Query', {
      TableName: TableNames[0],
      KeyConditionExpression: 'pk = :outbox',
      ExpressionAttributeValues: { ':outbox': { S: 'OUTBOX' } },
    })) as { Items: unknown };
    return answer.Items;
  }

  it.each([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10])(
    'confirms a booking that died after %d calls, or has made none, also when nobody comes back',
    async (afterCall) => {
      const page = await bookingPage(ada);
      const startsAt = '2026-11-30T09:00:00-05:00';
      centre.cloud.crash({ function: 'onward-bookings', afterCall });
      await page.send({ startsAt });
      await centre.cloud.advance('PT1H');
      const booked = await booking(ada);
      const confirmed = booked.length === 1 ? ['send-offer', 'send-confirmation'] : ['send-offer'];
      expect(centre.inbox(ada)).toEqual(confirmed);
      // Nobody has the place without knowing of it: of two, the others find as many as are left.
      const others = booked.length === 1 ? [200, 409] : [200, 200];
      const answers = [];
      for (const email of [bob, 'cyd@example.com'])
        answers.push((await (await bookingPage(email)).send({ startsAt })).status);
      expect(answers).toEqual(others);
      expect(await untold()).toEqual([]);
    },
  );

  it('tells what died untold before what is done next, and in that order', async () => {
    await books(ada, '2026-11-30T09:00:00-05:00');
    const page = await changePage(ada);
    centre.cloud.faults.add({
      service: 'sqs',
      operation: 'SendMessageBatch',
      error: 'ServiceUnavailable',
      times: 3,
    });
    const moved = await page.send({ action: 'reschedule', startsAt: '2026-12-01T10:00:00-05:00' });
    expect(moved.status).toBe(503);
    await centre.cloud.settle();
    expect(await booking(ada)).toHaveLength(1);
    await page.send({ action: 'cancel' });
    await centre.cloud.settle();
    expect((await booking(ada)).map(({ name }) => name)).toEqual([
      'Appointment Booked',
      'Appointment Rescheduled',
      'Appointment Cancelled',
    ]);
    expect(centre.inbox(ada).at(-1)).toBe('send-cancellation');
    await centre.cloud.advance('PT1H');
    expect(await booking(ada)).toHaveLength(3);
  });

  it('books no more for one person than the centre allows, and shows them what they have', async () => {
    const page = await bookingPage(ada);
    const link = page.link('Oil change');
    const [first, second, third] = ['09:00', '10:00', '11:00'].map((time) => `2026-11-30T${time}:00-05:00`);
    await page.send({ startsAt: first! });
    // Another form each time the page is opened.
    await (await Page.open(centre, link)).send({ startsAt: second! });
    const refused = await (await Page.open(centre, link)).send({ startsAt: third! });
    expect([refused.status, refused.heading]).toEqual([409, 'You are booked already']);
    expect(refused.body).toContain('2 appointments ahead');
    expect(refused.body).toContain('Monday 30 November 2026, 10:00 am EST');
    const brakes = await Page.open(centre, page.link('Brake check'));
    expect((await brakes.send({ startsAt: third! })).heading).toBe('You are booked');
    await (await Page.open(centre, refused.link('Choose another time'))).send({ action: 'cancel' });
    expect((await (await Page.open(centre, link)).send({ startsAt: third! })).heading).toBe('You are booked');
    await centre.cloud.settle();
    expect(await booking(ada)).toHaveLength(5);
  });

  it('asks for a time when none was chosen, and refuses one that is not offered', async () => {
    const page = await bookingPage(ada);
    expect((await page.send()).status).toBe(422);
    for (const startsAt of [
      '2026-11-23T09:30:00-05:00', // nearer than two hours
      '2026-11-23T08:00:00-05:00', // past
      '2026-11-24T12:00:00-05:00', // closed at noon
      '2026-11-24T09:10:00-05:00', // between two slots
      '2026-11-29T09:00:00-05:00', // a Sunday
      '2026-12-25T09:00:00-05:00', // Christmas
      '2027-02-01T09:00:00-05:00', // too far ahead
      'soon',
    ])
      expect((await page.send({ startsAt })).status, startsAt).toBe(409);
    await centre.cloud.settle();
    expect(await booking(ada)).toEqual([]);
  });

  it('leads through the weeks as far ahead as may be booked', async () => {
    const first = await bookingPage(ada, 'tyre-change');
    const second = await Page.open(centre, first.link('Later times'));
    const third = await Page.open(centre, second.link('Later times'));
    expect([first.link('Earlier times'), third.link('Later times')]).toEqual(['', '']);
    expect(third.choices('startsAt').at(-1)).toBe('2027-01-22T17:00:00-05:00');
    expect(second.choices('startsAt').filter((time) => /2026-12-25|2027-01-01/.test(time))).toEqual([]);
    expect(second.choices('service')).toEqual(['tyre-change']);
    const back = await Page.open(centre, third.link('Earlier times'));
    expect(back.choices('startsAt')).toEqual(second.choices('startsAt'));
  });

  it('shows the customer’s own clock where it is another, and tells mails by it', async () => {
    const traits = { email: ada, timezone: 'America/Los_Angeles' };
    const headers = { authorization: `Basic ${Buffer.from('sk_local:').toString('base64')}` };
    await centre.cloud.http('POST', '/v1/identify', {
      headers,
      body: { messageId: 'zone', anonymousId: `of-${ada}`, traits },
    });
    const page = await bookingPage(ada);
    expect(page.body).toContain('<span>11:00 am<small>8:00 am PST</small></span>');
    const booked = await page.send({ startsAt: '2026-11-30T09:00:00-05:00' });
    expect(booked.body).toContain('9:00 am EST');
    expect(booked.body).toContain('On your clock: Monday 30 November 2026, 6:00 am PST');
    await centre.cloud.settle();
    expect(centre.cloud.messages({ to: ada }).at(-1)?.text).toContain('6:00 am PST');
  });

  it('moves an appointment as often as it is asked to, and the calendar with it', async () => {
    await books(ada, '2026-11-30T09:00:00-05:00');
    const asBooked = calendar(ada);
    expect(asBooked).toMatchObject({
      contentType: 'text/calendar; method=REQUEST; charset=utf-8',
      METHOD: 'REQUEST',
      DTSTART: '20261130T140000Z',
      DTEND: '20261130T143000Z',
      SUMMARY: 'Oil change\\, Harbour Auto Care',
      STATUS: 'CONFIRMED',
    });
    const first = await (await changePage(ada)).send({
      action: 'reschedule',
      startsAt: '2026-12-01T10:00:00-05:00',
    });
    expect(first.heading).toBe('Your appointment has a new time');
    await centre.cloud.settle();
    await (await changePage(ada)).send({ action: 'reschedule', startsAt: '2026-12-02T11:00:00-05:00' });
    await centre.cloud.settle();
    expect((await booking(ada)).map(({ name, startsAt }) => [name, startsAt])).toEqual([
      ['Appointment Booked', '2026-11-30T09:00:00-05:00'],
      ['Appointment Rescheduled', '2026-12-01T10:00:00-05:00'],
      ['Appointment Rescheduled', '2026-12-02T11:00:00-05:00'],
    ]);
    expect(centre.inbox(ada).slice(1)).toEqual(['send-confirmation', 'send-new-time', 'send-new-time']);
    const files = [1, 2, 3].map((mail) => calendar(ada, mail));
    expect(new Set(files.map(({ UID }) => UID)).size).toBe(1);
    expect(files.map(({ DTSTART }) => DTSTART)).toEqual([
      '20261130T140000Z',
      '20261201T150000Z',
      '20261202T160000Z',
    ]);
    const numbers = files.map(({ SEQUENCE }) => Number(SEQUENCE));
    expect(numbers).toEqual([...new Set(numbers)].toSorted((a, b) => a - b));
    await centre.cloud.advance('P9D');
    const reminder = centre.cloud.messages({ to: ada }).find(({ step }) => step === 'send-reminder');
    expect(reminder?.at).toBe('2026-12-01T16:00:00.000Z');
  });

  it('frees the old time when it moves one, and keeps it when the new one is taken', async () => {
    const nine = '2026-11-30T09:00:00-05:00';
    const ten = '2026-11-30T10:00:00-05:00';
    for (const email of ['cyd@example.com', 'dan@example.com']) await books(email, ten);
    await books(ada, nine);
    await books(bob, nine);
    const page = await changePage(ada);
    expect(page.choices('startsAt')).not.toContain(ten);
    const refused = await page.send({ action: 'reschedule', startsAt: ten });
    expect([refused.status, refused.body.includes('Your appointment stands as it was')]).toEqual([409, true]);
    expect((await bookingPage('eve@example.com')).choices('startsAt')).not.toContain(nine);
    await refused.send({ action: 'reschedule', startsAt: '2026-12-01T10:00:00-05:00' });
    expect((await bookingPage('eve@example.com')).choices('startsAt')).toContain(nine);
  });

  it('does not move twice by a form that is sent twice, nor by one that shows what is no more', async () => {
    await books(ada, '2026-11-30T09:00:00-05:00');
    const page = await changePage(ada);
    const move = { action: 'reschedule', startsAt: '2026-12-01T10:00:00-05:00' };
    const answers = await Promise.all([page.send(move), page.send(move)]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    const stale = await page.send({ ...move, startsAt: '2026-12-03T10:00:00-05:00' });
    expect([stale.status, stale.body.includes('changed in the meantime')]).toEqual([409, true]);
    await centre.cloud.settle();
    expect(await booking(ada)).toHaveLength(2);
  });

  it('cancels, takes it from the calendar, frees the time, and sends no reminder', async () => {
    const startsAt = '2026-11-30T09:00:00-05:00';
    await books(bob, startsAt);
    await books(ada, startsAt);
    const { UID, SEQUENCE } = calendar(ada);
    expect((await bookingPage('cyd@example.com')).choices('startsAt')).not.toContain(startsAt);
    const page = await changePage(ada);
    const cancelled = await page.send({ action: 'cancel' });
    expect(cancelled.heading).toBe('Your appointment is cancelled');
    expect((await page.send({ action: 'cancel' })).heading).toBe('Your appointment is cancelled');
    await centre.cloud.settle();
    const file = calendar(ada);
    expect(file).toMatchObject({
      contentType: 'text/calendar; method=CANCEL; charset=utf-8',
      METHOD: 'CANCEL',
      STATUS: 'CANCELLED',
      UID,
    });
    expect(Number(file.SEQUENCE)).toBeGreaterThan(Number(SEQUENCE));
    await centre.cloud.advance('P1D');
    expect((await bookingPage('dan@example.com')).choices('startsAt')).toContain(startsAt);
    await centre.cloud.advance('P10D');
    expect(centre.inbox(ada)).toEqual(['send-offer', 'send-confirmation', 'send-cancellation']);
    expect((await Page.open(centre, cancelled.link('Book a new appointment'))).status).toBe(200);
  });

  it('changes nothing any more when the appointment has begun', async () => {
    await books(ada, '2026-11-24T09:00:00-05:00');
    await centre.cloud.advance('P1D');
    const html = centre.cloud.messages({ to: ada })[1]?.html ?? '';
    const page = await Page.open(centre, /href="([^"]*\/book\/change\?t=[^"]*)"/.exec(html)?.[1] ?? '');
    expect([page.status, page.heading]).toEqual([409, 'This appointment has begun']);
    expect((await page.send({ action: 'cancel' })).status).toBe(409);
    expect((await booking(ada)).map(({ name }) => name)).toEqual(['Appointment Booked']);
  });

  it('opens to no link that is forged, broken, for another use, or too old', async () => {
    const key = 'local-signing-key-that-protects-nothing-outside-of-this-machine';
    const p = 'per_abcdefghijklmnopqrstuvwx';
    const expired = sign(key, { p, u: 'booking', x: 1_700_000_000 });
    const statuses = [];
    for (const token of [
      '',
      'x.y',
      sign('k'.repeat(32), { p, u: 'booking' }),
      sign(key, { p, u: 'preferences' }),
      expired,
    ])
      for (const path of ['/book', '/book/change'])
        for (const method of ['GET', 'POST'])
          statuses.push((await centre.cloud.http(method, `${path}?t=${token}`)).status);
    expect(statuses).toEqual([400, 403, 403, 403, 410].flatMap((status) => Array(4).fill(status)));
    const other = await Page.open(centre, `/book/change?t=${sign(key, { p, u: 'booking', b: 'b-1' })}`);
    expect([other.status, other.heading]).toEqual([404, 'We do not find this appointment']);
  });

  it('leaves what an outside booking system booked to that system', async () => {
    await centre.books(ada, 7, 'b-1');
    const confirmation = centre.cloud.messages({ to: ada }).at(-1)!;
    expect(confirmation.html).not.toContain('/book/change');
    expect(confirmation.text).toContain('Reply to this email');
    expect(calendar(ada)).toMatchObject({
      METHOD: 'REQUEST',
      DTSTART: '20261130T140000Z',
      DTEND: '20261130T143000Z',
    });
    for (const email of [bob, 'cyd@example.com']) await books(email, '2026-11-30T09:00:00-05:00');
    await centre.appointment(ada, 'Appointment Cancelled', { bookingId: 'b-1' });
    expect(calendar(ada)).toMatchObject({ METHOD: 'CANCEL' });
  });
});
