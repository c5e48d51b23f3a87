import { describe, expect, it } from 'vitest';
import { Clerk, type Values } from './clerk.ts';

const ada = { Email: 'Ada@Example.com', 'First name': 'Ada', City: 'Nashua', 'VIP level': '3', Notes: ' ' };

describe('a table that is imported', () => {
  it('makes people of its rows, by the headers that files usually have', async () => {
    const clerk = await Clerk.open();
    const columns = Object.keys(ada);
    const { understood } = await clerk.begin({ columns });
    expect(understood).toEqual({
      Email: 'email',
      'First name': 'traits.firstName',
      City: 'traits.address.city',
      'VIP level': 'traits.vipLevel',
      Notes: 'traits.notes',
    });
    const done = await clerk.sends({ columns }, [ada, { Email: 'bo@example.com' }]);
    expect(done).toMatchObject({ status: 'finished', rows: 2, taken: 2, bad: 0, newPeople: 2 });
    const { traits } = await clerk.person('email:ada@example.com');
    expect(traits).toEqual({
      email: 'ada@example.com',
      firstName: 'Ada',
      address: { city: 'Nashua' },
      vipLevel: '3',
    });
  });

  it('takes its columns for what the mapping says, and takes away what is marked', async () => {
    const clerk = await Clerk.open();
    const mapping = {
      columns: {
        Kunde: { to: 'userId' },
        Punkte: { to: 'traits.spent', type: 'number' },
        Seit: { to: 'traits.since', type: 'date' },
        Aktiv: { to: 'traits.active', type: 'boolean' },
        Intern: null,
      },
      remove: '(none)',
    };
    const row = { Kunde: '42', Punkte: '12.5', Seit: '2024-02-29', Aktiv: 'Yes', Intern: 'x' };
    await clerk.sends({ mapping }, [row]);
    expect((await clerk.person('userId:42')).traits).toEqual({
      spent: 12.5,
      since: '2024-02-29',
      active: true,
    });
    await clerk.sends({ mapping }, [{ Kunde: '42', Punkte: '', Seit: '(none)' }]);
    expect((await clerk.person('userId:42')).traits).toEqual({ spent: 12.5, active: true });
    // JSON has nulls: one takes a trait away, and for an identifier says that none is known.
    await clerk.sends({ mapping }, [{ Kunde: '42', Punkte: null, phone: null, tags: ['a'] }]);
    expect((await clerk.person('userId:42')).traits).toEqual({ active: true, tags: ['a'] });
    const { bad } = await clerk.sends({ mapping }, [{ Kunde: '42', phone: '(none)' }]);
    expect(bad).toBe(1);
  });

  it('lists every bad row by its line, its column, what was wrong and what to do; the others are taken', async () => {
    const clerk = await Clerk.open();
    const mapping = { columns: { Spent: { to: 'traits.spent', type: 'number' } } };
    const { id, taken, bad } = await clerk.sends({ mapping }, [
      { Email: 'ada@example.com', Spent: '1,234.50' },
      { Email: 'not an address' },
      { Email: 'bo@example.com', Spent: '10' },
      { Spent: '10' },
      { Email: 'cy@example.com', constructor: 'x' },
    ]);
    expect([taken, bad]).toEqual([1, 4]);
    const { items, next } = await clerk.errors(id, '?limit=2');
    expect(items).toEqual([
      {
        part: 1,
        line: 2,
        field: 'Spent',
        reason:
          'Spent: "9,999.99" is not a number; write it as 1234.5, with a point and nothing between the thousands',
      },
      {
        part: 1,
        line: 3,
        field: 'Email',
        reason: 'Email: must be an email address, as ada@example.com',
      },
    ]);
    const rest = await clerk.errors(id, `?cursor=${next}`);
    expect(rest.items.map(({ line, field }) => [line, field])).toEqual([
      [5, 'userId'],
      [6, 'traits'],
    ]);
    expect(await clerk.events('email:bo@example.com')).toEqual(['Identified']);
  });

  it('tells what was wrong without what a row says of anybody, however it was wrong', async () => {
    const clerk = await Clerk.open();
    const secret = 'Ada-42 Lovelace';
    const mapping = {
      columns: {
        Born: { to: 'traits.birthday', type: 'date' },
        Seen: { to: 'traits.seen', type: 'instant' },
        Vip: { to: 'traits.vip', type: 'boolean' },
      },
      event: {
        name: { column: 'What' },
        timestamp: { column: 'When' },
        properties: {
          offer: { column: 'Offer' },
          stars: { column: 'Stars', type: 'number' },
          bookingId: { column: 'Booking' },
        },
      },
    };
    const rows = ['Born', 'Seen', 'Vip', 'Email', 'Phone', 'When'].map((column) => ({
      Email: 'ada@example.com',
      [column]: ` ${secret} `,
      What: 'Visited',
    }));
    const told = [
      { Email: 'ada@example.com', What: 'Offer Claimed', Offer: secret },
      { Email: 'ada@example.com', What: 'Review Submitted', Booking: 'b-1', Stars: secret },
      { Email: 'ada@example.com', What: 'Review Submitted', Booking: 'b-1', Stars: '4711815' },
      { Email: 'ada@example.com', What: 'Points Earned' },
      { Email: 'ada@example.com', Born: { deep: [secret] }, Vip: 4_711_815 },
    ];
    const { id, bad } = await clerk.sends({ mapping }, [...rows, ...told]);
    expect(bad).toBe(11);
    const { items } = await clerk.errors(id, '?limit=200');
    expect(JSON.stringify(items)).not.toMatch(/Ada|42|Lovelace|4711815/);
    expect(items[0]?.reason).toMatch(/^Born: "Aaa-99 Aaaaaaaa" is not a date/);
  });

  it('keeps what a cell holds, whatever characters those are, and tells a row that is too large', async () => {
    const clerk = await Clerk.open();
    const odd = 'a\u0000b\u2028c\uFEFF=1 👩‍🔧 \u202Ed';
    const { id, taken } = await clerk.sends({}, [
      { Email: 'ada@example.com', Notes: odd },
      { Email: 'bo@example.com', Notes: 'x'.repeat(40_000) },
      { Email: 'cy@example.com', Notes: '\uD800' },
    ]);
    expect(taken).toBe(1);
    expect((await clerk.person('email:ada@example.com')).traits).toMatchObject({ notes: odd });
    expect((await clerk.errors(id)).items).toMatchObject([
      { line: 3, reason: expect.stringContaining('a call may have 32768') },
      {
        line: 4,
        field: expect.stringContaining('otes'),
        reason: expect.stringContaining('is not whole Unicode text'),
      },
    ]);
  });

  it('is refused with a misspelt member: a dry run that is none would take everybody', async () => {
    const clerk = await Clerk.open();
    const answer = await clerk.marketer.call('POST', '/v1/imports', { name: 'Customers', dryrun: true });
    expect(answer.status).toBe(400);
    expect(answer.json()).toMatchObject({ detail: 'unknown field "dryrun"; remove it' });
  });

  it('is refused where the mapping names a column that it does not have', async () => {
    const clerk = await Clerk.open();
    const answer = await clerk.marketer.call('POST', '/v1/imports', {
      name: 'customers.csv',
      columns: ['Email'],
      mapping: { columns: { 'E-Mial': { to: 'email' } } },
    });
    expect([answer.status, answer.json()]).toMatchObject([
      422,
      { detail: 'mapping: there is no column "E-Mial"; there are: "Email"' },
    ]);
  });
});

describe('columns that go to one place', () => {
  it('are refused by their headers alone, and where the mapping names both the last that says something stands', async () => {
    const clerk = await Clerk.open();
    const columns = ['Email', 'Phone', 'Mobile'];
    const answer = await clerk.marketer.call('POST', '/v1/imports', { name: 'customers.csv', columns });
    expect([answer.status, answer.json()]).toMatchObject([
      422,
      {
        detail:
          'mapping: columns "Phone" and "Mobile" both go to phone; say where each goes, as {"columns":{"Mobile":null}} for one that is left out',
      },
    ]);
    const mapping = { columns: { Phone: { to: 'phone' }, Mobile: { to: 'phone' } } };
    await clerk.sends({ columns, mapping }, [
      { Email: 'ada@example.com', Phone: '+16035550100', Mobile: '+16035550101' },
      { Email: 'bo@example.com', Phone: '+16035550102', Mobile: '' },
    ]);
    expect((await clerk.person('email:ada@example.com')).identifiers).toMatchObject({
      phone: ['+16035550101'],
    });
    expect((await clerk.person('email:bo@example.com')).identifiers).toMatchObject({
      phone: ['+16035550102'],
    });
    const { understood } = await clerk.begin({ columns, mapping: { columns: { Mobile: null } } });
    expect(understood).toEqual({ Email: 'email', Phone: 'phone', Mobile: null });
  });
});

describe('consents and events of an import', () => {
  const mapping = {
    consents: [
      {
        channel: 'email',
        topic: 'offers',
        given: { column: 'Newsletter' },
        source: { value: 'till' },
        at: { column: 'Signed' },
        wording: { value: 'Offers, please' },
      },
    ],
    event: {
      name: { value: 'Oil Changed' },
      timestamp: { column: 'Last visit' },
      properties: { amount: { column: 'Paid', type: 'number' } },
    },
  };

  it('come with their own time, and a consent with its proof', async () => {
    const clerk = await Clerk.open();
    const told = { Email: 'ada@example.com', 'Last visit': '2026-05-02 10:30', Paid: '79.90' };
    await clerk.sends({ mapping }, [{ ...told, Newsletter: 'yes', Signed: '2024-03-01' }]);
    const { consents, traits } = await clerk.person('email:ada@example.com');
    expect(traits).toEqual({ email: 'ada@example.com' });
    expect(consents).toMatchObject([
      {
        channel: 'email',
        topic: 'offers',
        state: 'given',
        at: '2024-03-01T00:00:00.000Z',
        source: 'till',
        wording: 'Offers, please',
      },
    ]);
    expect(await clerk.events('email:ada@example.com')).toEqual(['Consent Given', 'Oil Changed']);
  });

  it('are no consent without their proof', async () => {
    const clerk = await Clerk.open();
    const { id, bad } = await clerk.sends({ mapping }, [
      { Email: 'ada@example.com', Newsletter: 'yes', Signed: '' },
      { Email: 'bo@example.com', Newsletter: 'yes', Signed: '2031-01-01' },
      { Email: 'cy@example.com', Newsletter: 'no', Signed: '' },
    ]);
    expect(bad).toBe(2);
    expect((await clerk.errors(id)).items).toMatchObject([
      { field: 'Signed', reason: 'Signed: missing; a consent counts only with where and when it was given' },
      { field: 'properties.givenAt' },
    ]);
    expect((await clerk.person('email:cy@example.com')).consents).toEqual([]);
  });

  it('lift no refusal that came after them', async () => {
    const clerk = await Clerk.open();
    const email = 'ada@example.com';
    const { centre } = clerk.marketer;
    await centre.consents(email, 'email');
    await centre.fromTill({
      email,
      event: 'Unsubscribed',
      properties: { channel: 'email', topic: 'offers' },
    });
    await centre.cloud.settle();
    await clerk.sends({ mapping }, [{ Email: email, Newsletter: 'yes', Signed: '2024-03-01' }]);
    expect((await clerk.person(`email:${email}`)).consents).toMatchObject([{ state: 'withdrawn' }]);
  });

  it('are dated by servers alone, and never ahead', async () => {
    const clerk = await Clerk.open();
    const { centre } = clerk.marketer;
    const now = new Date(centre.cloud.now()).toISOString();
    const properties = { channel: 'email', topic: 'news', wording: 'News', source: 'shop' };
    const gives = { event: 'Consent Given', email: 'ada@example.com' };
    await centre.fromSite({ ...gives, properties: { ...properties, givenAt: '2020-01-01T00:00:00Z' } });
    const ahead = { ...properties, channel: 'sms', givenAt: '2040-01-01T00:00:00Z' };
    await centre.fromTill({ ...gives, properties: ahead });
    await centre.cloud.settle();
    const { consents } = await clerk.person('email:ada@example.com');
    expect(consents.map(({ at }) => String(at).slice(0, 10))).toEqual([now.slice(0, 10), now.slice(0, 10)]);
  });

  it('may be calls of Segment’s, whose own message ids stand', async () => {
    const clerk = await Clerk.open();
    const visit = {
      type: 'track',
      messageId: 'm-1',
      userId: '7',
      event: 'Visited',
      timestamp: '2026-01-02T03:04:05.000Z',
      sentAt: '2026-01-02T03:04:06.000Z',
    };
    const calls = [visit, { type: 'identify', userId: '7', traits: { plan: 'gold' } }, { type: 'call' }];
    const first = await clerk.sends({ format: 'segment' }, calls);
    expect(first).toMatchObject({ taken: 2, bad: 1, newPeople: 1, knownPeople: 0 });
    const again = await clerk.sends({ format: 'segment' }, [visit]);
    expect(again).toMatchObject({ taken: 1, newPeople: 0, knownPeople: 1 });
    const { items } = await clerk.marketer.ask<{ items: Values[] }>('GET', '/v1/people/userId:7/timeline');
    expect(items).toMatchObject([{ name: 'Visited', timestamp: visit.timestamp }, { name: 'Identified' }]);
    expect(items[1]).not.toHaveProperty('timestamp');
  });
});

describe('an import that is begun again', () => {
  it('with the same Idempotency-Key is the first one, and with another content is refused', async () => {
    const clerk = await Clerk.open();
    const key = { 'idempotency-key': 'monday' };
    const both = await Promise.all([clerk.begin({}, key), clerk.begin({}, key)]);
    expect(both[1]).toEqual(both[0]);
    await clerk.part(both[0].id, 1, [{ Email: 'ada@example.com' }]);
    expect(await clerk.begin({ columns: ['Email'] }, key)).toMatchObject({
      id: both[0].id,
      next: 2,
      rows: 1,
      understood: { Email: 'email' },
    });
    const other = await clerk.marketer.call('POST', '/v1/imports', { name: 'other.csv' }, key);
    expect([other.status, other.json()]).toMatchObject([409, { field: 'idempotency-key' }]);
    expect((await clerk.begin()).id).not.toBe(both[0].id);
    expect(await clerk.marketer.ask('GET', '/v1/imports')).toMatchObject({ items: [{}, {}] });
  });
});

describe('parts of an import', () => {
  const rows = [{ Email: 'ada@example.com' }, { Email: 'bo@example.com' }];

  it('are taken once, in their order; another content under the same number is refused', async () => {
    const clerk = await Clerk.open();
    const { id } = await clerk.begin();
    const early = await clerk.part(id, 2, rows);
    expect([early.status, early.json()]).toMatchObject([409, { next: 1 }]);
    const first = await clerk.part(id, 1, rows);
    expect(first.json()).toEqual({
      part: 1,
      rows: 2,
      taken: 2,
      bad: 0,
      newPeople: 2,
      knownPeople: 0,
      entries: {},
    });
    await clerk.marketer.centre.cloud.settle();
    expect((await clerk.part(id, 1, rows)).json()).toEqual(first.json());
    expect((await clerk.part(id, 1, rows.slice(1))).status).toBe(409);
    expect(await clerk.marketer.ask('GET', `/v1/imports/${id}`)).toMatchObject({
      next: 2,
      rows: 2,
      taken: 2,
    });
    await clerk.marketer.ask('POST', `/v1/imports/${id}/finish`);
    await clerk.marketer.ask('POST', `/v1/imports/${id}/finish`);
    expect((await clerk.part(id, 2, rows)).status).toBe(409);
    await clerk.marketer.centre.cloud.settle();
    expect(await clerk.events('email:ada@example.com')).toEqual(['Identified']);
  });

  it('that the line did not take are sent again, with the same content only', async () => {
    const clerk = await Clerk.open();
    const { cloud } = clerk.marketer.centre;
    const { id } = await clerk.begin();
    cloud.faults.add({
      service: 'sqs',
      operation: 'SendMessageBatch',
      error: 'ServiceUnavailable',
      times: 3,
    });
    expect((await clerk.part(id, 1, rows)).status).toBe(503);
    expect((await clerk.part(id, 1, rows.toReversed())).status).toBe(409);
    expect((await clerk.part(id, 1, rows)).json()).toMatchObject({ taken: 2, newPeople: 2, knownPeople: 0 });
    await cloud.settle();
    expect(await clerk.events('email:bo@example.com')).toEqual(['Identified']);
  });

  it('that were cut short anywhere go on, and everything is recorded and counted once', async () => {
    const clerk = await Clerk.open();
    const { cloud } = clerk.marketer.centre;
    for (let afterCall = 0; afterCall <= 16; afterCall += 1) {
      const { id } = await clerk.begin();
      const person = (name: string) => ({ Email: `${name}${afterCall}@example.com` });
      cloud.crash({ function: 'onward-imports', afterCall });
      const answer = await clerk.part(id, 1, [person('ada'), { Email: 'none' }, person('bo')]);
      if (answer.status !== 200) await clerk.part(id, 1, [person('ada'), { Email: 'none' }, person('bo')]);
      await cloud.settle();
      expect(await clerk.marketer.ask('GET', `/v1/imports/${id}`), `after call ${afterCall}`).toMatchObject({
        next: 2,
        rows: 3,
        taken: 2,
        bad: 1,
        newPeople: 2,
        knownPeople: 0,
      });
      expect((await clerk.errors(id)).items).toHaveLength(1);
      expect(await clerk.events(`email:bo${afterCall}@example.com`)).toEqual(['Identified']);
    }
  });

  it('of a dry run are checked, and nobody is made or changed', async () => {
    const clerk = await Clerk.open();
    await clerk.sends({}, [{ Email: 'ada@example.com' }]);
    const dry = await clerk.sends({ dryRun: true }, [
      { Email: 'ada@example.com', Tier: 'gold' },
      { Email: 'bo@example.com' },
      { Email: 'no' },
    ]);
    expect(dry).toMatchObject({ rows: 3, taken: 2, bad: 1, newPeople: 1, knownPeople: 1 });
    expect((await clerk.person('email:ada@example.com')).traits).toEqual({ email: 'ada@example.com' });
    expect((await clerk.marketer.call('GET', '/v1/people/email:bo@example.com')).status).toBe(404);
  });

  it('may be as large as a megabyte, and no larger', async () => {
    const clerk = await Clerk.open();
    const { id } = await clerk.begin();
    const wide = Array.from({ length: 40 }, (_, index) => ({
      Email: `p${index}@example.com`,
      Notes: 'x'.repeat(20_000),
    }));
    expect((await clerk.part(id, 1, wide)).status).toBe(200);
    expect((await clerk.part(id, 2, [...wide, ...wide])).status).toBe(413);
    const many = Array.from({ length: 1_001 }, () => ({ Email: 'a@example.com' }));
    expect((await clerk.part(id, 2, many)).status).toBe(400);
  });
});

describe('people whom an export wrote', () => {
  it('come back as they were, with all their addresses', async () => {
    const clerk = await Clerk.open();
    const people = [
      {
        id: 'per_abcdefghijklmnopqrstuvwx',
        createdAt: '2025-01-01T00:00:00.000Z',
        identifiers: {
          userId: ['42'],
          email: ['old@example.com', 'ada@example.com'],
          phone: ['+16035550100'],
        },
        traits: {
          email: 'ada@example.com',
          phone: '+16035550100',
          spent: 12.5,
          first_name: '=Ada',
          'a.b': ['x', 1],
        },
        merged: [],
      },
      {
        identifiers: { email: ['bo@example.com'], anonymousId: ['laptop', 'tablet', 'phone'] },
        traits: { email: 'bo@example.com' },
      },
    ];
    const done = await clerk.sends({ format: 'people' }, people);
    expect(done).toMatchObject({ taken: 2, bad: 0, newPeople: 2 });
    const { items } = await clerk.marketer.ask<{ items: Values[] }>('GET', '/v1/people');
    expect(items.length).toBe(2);
    expect(await clerk.person('email:old@example.com')).toMatchObject({
      identifiers: people[0]?.identifiers,
      traits: people[0]?.traits,
    });
    expect(await clerk.person('anonymousId:tablet')).toMatchObject({ identifiers: people[1]?.identifiers });
    await clerk.sends({ format: 'people' }, items);
    const again = await clerk.marketer.ask<{ items: Values[] }>('GET', '/v1/people');
    expect(again.items).toEqual(items);
  });

  it('are told where they cannot, and where they are sent as a table', async () => {
    const clerk = await Clerk.open();
    const twice = { identifiers: { email: ['a@example.com', 'b@example.com'] }, traits: {} };
    const { id, bad } = await clerk.sends({ format: 'people' }, [
      twice,
      { Email: 'ada@example.com' },
      { identifiers: { email: ['nobody'] }, traits: {} },
    ]);
    expect(bad).toBe(3);
    expect((await clerk.errors(id)).items).toMatchObject([
      {
        field: 'identifiers.email',
        reason: expect.stringContaining('no one userId by which they are one person'),
      },
      { field: 'identifiers', reason: expect.stringContaining('as `people export` writes one') },
      { field: 'identifiers.email', reason: expect.stringContaining('must be an email address') },
    ]);
    const table = await clerk.sends({}, [twice]);
    expect((await clerk.errors(table.id)).items).toMatchObject([{ field: 'identifiers' }]);
  });
});
