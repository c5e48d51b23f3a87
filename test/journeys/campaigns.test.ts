import { describe, expect, it } from 'vitest';
import { segmentKey, segmentMemberKey } from '../../domain/records.ts';
import { letter, Marketer, waitingForMorning } from './marketing.ts';

const minute = 60_000;

interface Message {
  readonly status: string;
  readonly reason?: string;
  readonly why: string;
  readonly campaign?: { readonly variant: string };
}

interface Result {
  readonly compares: string;
  readonly arms: readonly {
    readonly id: string;
    readonly people: number;
    readonly converted: number;
    readonly counts: Readonly<Record<'held' | 'sent' | 'delivered', number>>;
  }[];
  readonly comparisons: readonly { readonly verdict: string; readonly says: string }[];
  readonly readableAt: string;
}

/** What became of a campaign's message to somebody, and the events of their line. */
async function story(marketer: Marketer, email: string) {
  const { items } = await marketer.centre.get<{
    items: { name: string; at: string; properties: Record<string, unknown> & Message }[];
  }>(`/v1/people/email:${email}/timeline?limit=200`);
  const of = (name: string) => items.filter((item) => item.name === name).map(({ properties }) => properties);
  return { messages: of('Message'), reached: of('Campaign Reached') };
}

describe('a campaign', () => {
  it('is drafted, reviewed, triggered, and reaches everybody on a list once', async () => {
    const marketer = await Marketer.open();
    const emails = await marketer.people(30, { firstName: 'Ada' });
    expect(await marketer.list('winter', emails)).toMatchObject({ added: 30, rejected: [] });
    const draft = await marketer.create({ to: { list: 'winter' }, perSecond: 5 });
    expect(draft.status).toBe('draft');

    expect(await marketer.ask('POST', `/v1/campaigns/${draft.id}/review`)).toMatchObject({
      who: { people: 30, arms: { A: 30 }, skipped: {}, estimated: false },
      what: [
        {
          variant: 'A',
          channel: 'email',
          topic: 'offers',
          subject: 'Is your car ready for winter?',
          text: expect.stringContaining('Dear Ada, we look it over.'),
        },
      ],
      when: { perSecond: 5, seconds: 6, begins: '2026-11-23T14:00:00.000Z' },
      warnings: [],
    });

    const triggered = await marketer.trigger(draft.id);
    expect(triggered.status).toBe('running');
    await marketer.centre.cloud.advance('PT5M');
    expect(await marketer.see(draft.id)).toMatchObject({
      status: 'completed',
      run: { progress: { people: 30, reached: { A: 30 }, heldOut: 0, remaining: 0, perSecond: 5 } },
    });
    expect(marketer.inboxes()).toEqual(Object.fromEntries(emails.map((email) => [email, 1])));
    expect((await marketer.trigger(draft.id)).run).toMatchObject({ id: triggered.run?.id });
    const [message] = marketer.centre.cloud.messages();
    expect(message).toMatchObject({ subject: 'Is your car ready for winter?', step: 'send' });
    expect(message?.text).toContain('Dear Ada, we look it over.');
    expect(await story(marketer, 'p0@example.com')).toMatchObject({
      messages: [{ status: 'sent', campaign: { id: draft.id, run: triggered.run?.id, variant: 'A' } }],
      reached: [{ campaign: draft.id, run: triggered.run?.id, variant: 'A', title: 'Winter check' }],
    });
  });

  it('reaches once who becomes one of two people while it runs', async () => {
    const marketer = await Marketer.open();
    const emails = await marketer.people(8);
    const { id } = await marketer.create({ perSecond: 1 });
    await marketer.trigger(id);
    while (marketer.centre.cloud.messages().length === 0) await marketer.centre.cloud.advance('PT5S');
    const [reached] = Object.keys(marketer.inboxes());
    const waiting = emails.find((email) => !marketer.inboxes()[email]) ?? '';
    await marketer.ask('POST', `/v1/people/email:${waiting}/merge`, { other: `email:${reached}` });
    await marketer.centre.cloud.advance('PT10M');
    expect(await marketer.see(id)).toMatchObject({
      status: 'completed',
      run: { progress: { reached: { A: 7 }, skipped: { 'reached-already': 1 }, remaining: 0 } },
    });
    expect(marketer.inboxes()[waiting]).toBeUndefined();
    expect(Object.values(marketer.inboxes())).toEqual(Array(7).fill(1));
    expect((await story(marketer, waiting)).reached).toHaveLength(1);
  });

  it('goes at the rate that was set, whatever the shards', async () => {
    const marketer = await Marketer.open();
    await marketer.people(60);
    const { id } = await marketer.create({ perSecond: 2 });
    await marketer.trigger(id);
    await marketer.centre.cloud.advance('PT10M');
    const sent = marketer.centre.cloud.messages().map(({ at }) => Date.parse(at));
    expect(sent).toHaveLength(60);
    // In any ten seconds twenty people, and one slice of five seconds that may begin in them.
    for (const from of sent)
      expect(sent.filter((at) => at >= from && at < from + 10_000).length).toBeLessThanOrEqual(30);
    expect((Math.max(...sent) - Math.min(...sent)) / 1000).toBeGreaterThan(20);
  });

  it('goes no faster than SES lets it, and leaves room for what people wait for', async () => {
    const marketer = await Marketer.open();
    await marketer.people(3);
    await marketer.centre.cloud.call('sesv2', 'PutLocalAccount', {
      production: true,
      maxSendRate: 5,
      max24HourSend: 50_000,
    });
    const { id } = await marketer.create({ perSecond: 500 });
    expect(await marketer.ask('POST', `/v1/campaigns/${id}/review`)).toMatchObject({
      when: { perSecond: 4 },
      warnings: [expect.stringContaining('SES sends 5 emails a second')],
    });
    await marketer.trigger(id);
    await marketer.centre.cloud.advance('PT5M');
    expect((await marketer.see(id)).run?.progress).toMatchObject({ perSecond: 4, reached: { A: 3 } });
  });

  it('splits people among variants and a hold-out, the same each time, and tells the difference', async () => {
    const marketer = await Marketer.open();
    const emails = await marketer.people(120);
    const { id } = await marketer.create({
      perSecond: 100,
      holdOut: 25,
      variants: [
        { id: 'A', send: letter },
        { id: 'B', weight: 2, send: { ...letter, data: { ...letter.data, subject: 'Winter is coming' } } },
      ],
      goal: { event: 'Appointment Booked', withinDays: 7 },
    });
    const { who } = await marketer.ask<{ who: { arms: Record<string, number> } }>(
      'POST',
      `/v1/campaigns/${id}/review`,
    );
    await marketer.trigger(id);
    await marketer.centre.cloud.advance('PT1H');
    const { run } = await marketer.see(id);
    const { A = 0, B = 0 } = run?.progress.reached ?? {};
    const heldOut = run?.progress.heldOut ?? 0;
    expect([A, B, heldOut]).toEqual([who.arms.A, who.arms.B, who.arms['hold-out']]);
    expect(A + B + heldOut).toBe(120);
    expect(B).toBeGreaterThan(A);
    const subjects = marketer.centre.cloud.messages().map(({ subject }) => subject);
    expect(subjects.filter((subject) => subject === 'Winter is coming')).toHaveLength(B);
    const written = marketer.inboxes();
    const out = emails.find((email) => !written[email]) ?? '';
    expect(await story(marketer, out)).toMatchObject({ messages: [], reached: [{ variant: 'hold-out' }] });

    await marketer.centre.books(Object.keys(written)[0] ?? '', 3);
    await marketer.centre.cloud.advance('PT1H');
    const path = `/v1/campaigns/${id}/result`;
    const result = await marketer.ask<Result>('GET', path);
    expect(result.compares).toBe('converted');
    expect(result.arms.map((arm) => [arm.id, arm.people, arm.counts.delivered])).toEqual([
      ['A', A, A],
      ['B', B, B],
      ['hold-out', heldOut, 0],
    ]);
    expect(result.arms.reduce((sum, { converted }) => sum + converted, 0)).toBe(1);
    expect(result.comparisons.map(({ verdict }) => verdict)).toEqual(['too-early', 'too-early', 'too-early']);
    await marketer.centre.cloud.advance(Date.parse(result.readableAt) - marketer.centre.cloud.now());
    const { comparisons } = await marketer.ask<Result>('GET', path);
    expect(comparisons.map(({ verdict }) => verdict)).toEqual(['not-shown', 'not-shown', 'not-shown']);
    expect(comparisons[1]?.says).toMatch(/"A" than of the hold-out came to the goal \(95% interval/);
  });

  it('lets people enter a journey instead of sending a message', async () => {
    const marketer = await Marketer.open();
    await marketer.people(3);
    const { id } = await marketer.create({
      variants: [
        { id: 'offer', enter: { journey: 'oil-change-offer', properties: { offer: 'oil-change' } } },
      ],
    });
    await marketer.trigger(id);
    await marketer.centre.cloud.advance('PT5M');
    expect(marketer.centre.inbox('p0@example.com')).toEqual(['send-offer']);
    expect(await marketer.centre.runs('p0@example.com', 'oil-change-offer')).toMatchObject([
      { status: 'running' },
    ]);
    expect((await story(marketer, 'p0@example.com')).reached).toMatchObject([
      { journey: 'oil-change-offer' },
    ]);
  });

  it('passes over who did not agree, and counts why', async () => {
    const marketer = await Marketer.open();
    await marketer.people(2);
    await marketer.centre.books('stranger@example.com', 3);
    const { id } = await marketer.create({});
    expect(await marketer.ask('POST', `/v1/campaigns/${id}/review`)).toMatchObject({
      who: { people: 3, arms: { A: 2 }, skipped: { 'no-consent': 1 } },
    });
    await marketer.trigger(id);
    await marketer.centre.cloud.advance('PT5M');
    expect((await marketer.see(id)).run?.progress).toMatchObject({
      reached: { A: 2 },
      skipped: { 'no-consent': 1 },
      remaining: 0,
    });
    expect(marketer.centre.inbox('stranger@example.com')).toEqual(['send-confirmation']);
  });

  it('goes to those who are in a segment', async () => {
    const marketer = await Marketer.open();
    await marketer.people(3);
    const { id: person } = await marketer.centre.get<{ id: string }>('/v1/people/email:p1@example.com');
    await marketer.keep({ ...segmentKey('frost'), id: 'frost' });
    await marketer.keep({ ...segmentMemberKey('frost', person), since: '2026-11-23T14:00:00.000Z' });
    const { id } = await marketer.create({ to: { segment: 'frost' } });
    await marketer.trigger(id);
    await marketer.centre.cloud.advance('PT5M');
    expect(marketer.inboxes()).toEqual({ 'p1@example.com': 1 });
  });

  it('goes to no segment that there is not', async () => {
    const marketer = await Marketer.open();
    await marketer.people(3);
    expect(
      (
        await marketer.call('POST', '/v1/campaigns', {
          name: 'Nobody',
          to: { segment: 'nowhere' },
          variants: [{ id: 'A', send: letter }],
        })
      ).json(),
    ).toMatchObject({ status: 422, field: 'to.segment' });
  });
});

describe('a campaign’s message is a message as any other', () => {
  it('takes its person out with one click, after which no campaign reaches them', async () => {
    const marketer = await Marketer.open();
    await marketer.people(1);
    const first = await marketer.create({});
    await marketer.trigger(first.id);
    await marketer.centre.cloud.advance('PT5M');
    const { headers = {} } = marketer.centre.cloud.messages()[0] ?? {};
    expect(headers['List-Unsubscribe-Post']).toBe('List-Unsubscribe=One-Click');
    const link = new URL(String(headers['List-Unsubscribe']).slice(1, -1));
    await marketer.centre.cloud.http('POST', link.pathname + link.search, {
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'List-Unsubscribe=One-Click',
    });
    await marketer.centre.cloud.settle();
    const second = await marketer.create({});
    await marketer.trigger(second.id);
    await marketer.centre.cloud.advance('PT5M');
    expect((await marketer.see(second.id)).run?.progress.skipped).toEqual({ unsubscribed: 1 });
    expect(marketer.centre.cloud.messages()).toHaveLength(1);
  });

  it('counts for the caps, and waits for a place under them', async () => {
    const marketer = await Marketer.open();
    await marketer.people(1);
    for (let each = 0; each < 4; each += 1) {
      const { id } = await marketer.create({ name: `Campaign ${each}` });
      await marketer.trigger(id);
      await marketer.centre.cloud.advance('PT5M');
    }
    expect(marketer.centre.cloud.messages()).toHaveLength(3);
    // The next place is six days away, and a letter is worth sending for two.
    expect((await story(marketer, 'p0@example.com')).messages.at(-1)).toMatchObject({
      status: 'skipped',
      reason: 'capped',
    });
  });

  it('waits for the morning in quiet hours', async () => {
    const marketer = await Marketer.open();
    await marketer.people(1);
    await marketer.centre.cloud.advance('PT14H'); // 23:00
    const { id } = await marketer.create({});
    await marketer.trigger(id);
    await marketer.centre.cloud.advance('PT1H');
    expect((await story(marketer, 'p0@example.com')).messages).toMatchObject([{ status: 'held' }]);
    expect((await marketer.ask<Result>('GET', `/v1/campaigns/${id}/result`)).arms).toMatchObject([
      { people: 1, counts: { held: 1, sent: 0 } },
    ]);
    await marketer.centre.cloud.advance('PT8H');
    expect(marketer.centre.cloud.messages().map(({ at }) => at.slice(0, 15))).toEqual(['2026-11-24T12:0']);
  });
});

describe('a campaign under way', () => {
  it('pauses within a slice, resumes from where it is, and reaches nobody twice', async () => {
    const marketer = await Marketer.open();
    const emails = await marketer.people(40);
    const { id } = await marketer.create({ perSecond: 1 });
    await marketer.trigger(id);
    await marketer.centre.cloud.advance(12_000);
    await marketer.ask('POST', `/v1/campaigns/${id}/pause`);
    await marketer.centre.cloud.settle();
    const sent = marketer.centre.cloud.messages().length;
    expect(sent).toBeGreaterThan(0);
    expect(sent).toBeLessThan(30);
    await marketer.centre.cloud.advance('PT1H');
    expect(marketer.centre.cloud.messages()).toHaveLength(sent);
    expect(await marketer.see(id)).toMatchObject({ status: 'paused', run: { progress: { looked: sent } } });
    await marketer.ask('POST', `/v1/campaigns/${id}/resume`);
    await marketer.centre.cloud.advance('PT10M');
    expect((await marketer.see(id)).status).toBe('completed');
    expect(marketer.inboxes()).toEqual(Object.fromEntries(emails.map((email) => [email, 1])));
  });

  it('is not paused before its first run, and says what keeps it from going', async () => {
    const marketer = await Marketer.open();
    const { id } = await marketer.create({ when: { at: '2026-12-01T09:00:00Z' } });
    await marketer.trigger(id);
    expect((await marketer.call('POST', `/v1/campaigns/${id}/pause`)).json()).toMatchObject({
      status: 409,
      detail: `${id}: has not run yet, and there is nothing to pause; stop it to keep it from going`,
    });
    await marketer.ask('POST', `/v1/campaigns/${id}/stop`);
    expect((await marketer.call('POST', `/v1/campaigns/${id}/pause`)).json()).toMatchObject({
      status: 409,
      detail: `${id}: is stopped; there is nothing to pause`,
    });
  });

  it('holds what waits on people’s lines while it is paused, and sends none of it once it is stopped', async () => {
    const { marketer } = await waitingForMorning();
    const other = await marketer.create({ perSecond: 0.01 });
    await marketer.trigger(other.id);
    await marketer.centre.cloud.advance('PT1M');
    await marketer.ask('POST', `/v1/campaigns/${other.id}/pause`);
    await marketer.centre.cloud.advance('PT9H');
    // Of the second campaign one person was reached before the pause, and is held.
    expect(marketer.centre.cloud.messages()).toHaveLength(2);
    await marketer.ask('POST', `/v1/campaigns/${other.id}/stop`);
    await marketer.centre.cloud.advance('PT5H');
    expect(marketer.centre.cloud.messages()).toHaveLength(2);
    const stories = await Promise.all(
      ['p0@example.com', 'p1@example.com'].map((each) => story(marketer, each)),
    );
    const left = stories.flatMap(({ messages }) => messages).filter(({ status }) => status !== 'sent');
    expect(left).toMatchObject([
      {
        status: 'skipped',
        reason: 'campaign-stopped',
        why: expect.stringContaining('its campaign was stopped'),
      },
    ]);
    expect((await marketer.see(other.id)).status).toBe('stopped');
  });

  it('answers a second trigger with the first one’s run, and refuses another while it is under way', async () => {
    const marketer = await Marketer.open();
    await marketer.people(3);
    const { id } = await marketer.create({ perSecond: 0.1 });
    const [one, two] = await Promise.all([
      marketer.trigger(id, 'k'),
      marketer.trigger(id, 'k').catch(() => undefined),
    ]);
    const again = await marketer.trigger(id, 'k');
    expect(again.run?.id).toBe((one ?? two)?.run?.id);
    expect((await marketer.call('POST', `/v1/campaigns/${id}/trigger`)).json()).toMatchObject({
      status: 409,
      detail: expect.stringContaining('a run is running'),
    });
    await marketer.centre.cloud.advance('PT10M');
    expect((await marketer.call('POST', `/v1/campaigns/${id}/trigger`)).json()).toMatchObject({
      status: 409,
      detail: expect.stringContaining('again=true'),
    });
    expect((await marketer.call('POST', `/v1/campaigns/${id}/trigger?again=true`)).status).toBe(202);
    await marketer.centre.cloud.advance('PT10M');
    expect(marketer.inboxes()).toEqual({ 'p0@example.com': 2, 'p1@example.com': 2, 'p2@example.com': 2 });
  });
});

describe('a campaign that goes later', () => {
  it('goes at its time, once', async () => {
    const marketer = await Marketer.open();
    await marketer.people(2);
    const { id } = await marketer.create({ when: { at: '2026-11-24T09:00:00-05:00' } });
    expect((await marketer.trigger(id)).status).toBe('scheduled');
    expect((await marketer.trigger(id)).status).toBe('scheduled');
    await marketer.centre.cloud.advance('PT23H');
    expect(marketer.centre.cloud.messages()).toEqual([]);
    await marketer.centre.cloud.advance('PT2H');
    expect(await marketer.see(id)).toMatchObject({ status: 'completed' });
    expect((await marketer.trigger(id)).status).toBe('completed');
    expect(marketer.centre.cloud.messages().map(({ at }) => at.slice(0, 13))).toEqual([
      '2026-11-24T14',
      '2026-11-24T14',
    ]);
  });

  it('recurs by a cron expression in a zone until it is stopped', async () => {
    const marketer = await Marketer.open();
    await marketer.people(1);
    const { id } = await marketer.create({ when: { cron: '0 10 * * ? *', timezone: 'America/New_York' } });
    await marketer.trigger(id);
    await marketer.centre.cloud.advance('P2D');
    expect(await marketer.see(id)).toMatchObject({ status: 'scheduled', run: { status: 'completed' } });
    expect(marketer.centre.cloud.messages().map(({ at }) => at.slice(0, 13))).toEqual([
      '2026-11-23T15',
      '2026-11-24T15',
    ]);
    const { items } = await marketer.ask<{ items: unknown[] }>('GET', `/v1/campaigns/${id}/runs`);
    expect(items).toHaveLength(2);
    await marketer.ask('POST', `/v1/campaigns/${id}/stop`);
    await marketer.centre.cloud.advance('P2D');
    expect(marketer.centre.cloud.messages()).toHaveLength(2);
    expect((await marketer.see(id)).status).toBe('stopped');
  });

  it('goes when each person’s own clock shows the time', async () => {
    const marketer = await Marketer.open();
    await marketer.people(1, { timezone: 'Asia/Tokyo' });
    await marketer.centre.cloud.http('POST', '/v1/track', {
      headers: { authorization: `Basic ${Buffer.from('sk_local:').toString('base64')}` },
      body: {
        event: 'Consent Given',
        messageId: 'west',
        context: { traits: { email: 'west@example.com', timezone: 'America/Los_Angeles' } },
        properties: { channel: 'email', topic: 'offers', wording: 'Offers, please', source: 'shop' },
      },
    });
    const { id } = await marketer.create({ when: { localTime: '2026-11-25T10:00' } });
    await marketer.trigger(id);
    await marketer.centre.cloud.advance('P3D');
    expect(marketer.centre.cloud.messages().map(({ to, at }) => [to, at.slice(0, 15)])).toEqual([
      ['p0@example.com', '2026-11-25T01:0'],
      ['west@example.com', '2026-11-25T18:0'],
    ]);
  });
});

describe('a draft', () => {
  const says = (over: object) => ({
    name: 'Draft',
    to: 'everyone',
    variants: [{ id: 'A', send: letter }],
    ...over,
  });
  const wording = (data: object) =>
    says({ variants: [{ id: 'A', send: { ...letter, data: { ...letter.data, ...data } } }] });

  it.each([
    [says({ to: { list: 'none' } }), 422, 'to.list', /there is no list "none"/],
    [says({ to: 'nobody' }), 400, 'to', /must be "everyone"/],
    [says({ when: { localTime: 'noon' } }), 400, 'when.localTime', /without a zone/],
    [says({ variants: [] }), 400, 'variants', /empty/],
    [says({ variants: [{ id: 'hold-out', send: letter }] }), 400, 'variants.0.id', /not "hold-out"/],
    [says({ variants: [{ id: 'A' }] }), 400, 'variants.0', /either "send"/],
    [
      says({ variants: [{ id: 'A', send: { template: 'nope' } }] }),
      422,
      'variants.0.send.template',
      /known: oil-change-offer/,
    ],
    [
      says({ variants: [{ id: 'A', send: { template: 'appointment-reminder' } }] }),
      422,
      'variants.0.send.template',
      /unknown marketing/,
    ],
    [
      says({ variants: [{ id: 'A', send: { ...letter, topic: undefined } }] }),
      422,
      'variants.0.send.topic',
      /missing/,
    ],
    [
      says({ variants: [{ id: 'A', send: { ...letter, topic: 'weather' } }] }),
      422,
      'variants.0.send.topic',
      /known: offers, news/,
    ],
    [
      says({ variants: [{ id: 'A', send: { ...letter, channels: ['whatsapp'] } }] }),
      422,
      'variants.0.send.channels.0',
      /has nothing for whatsapp/,
    ],
    [
      says({ variants: [{ id: 'A', send: { ...letter, channels: ['sms'] } }] }),
      422,
      'variants.0.send.data.text',
      /missing/,
    ],
    [wording({ subject: undefined }), 422, 'variants.0.send.data.subject', /missing/],
    [
      wording({ headline: 'Dear {{ person.fristName | default: "you" }}' }),
      422,
      'variants.0.send.data.headline',
      /unknown variable person.fristName/,
    ],
    [
      wording({ headline: 'Dear {{ person.firstName }}' }),
      422,
      'variants.0.send.data.headline',
      /may be missing/,
    ],
    [
      wording({ paragraphs: ['{% if person.firstName %}x{% endif %}'] }),
      422,
      'variants.0.send.data.paragraphs.0',
      /not for campaigns/,
    ],
    [
      wording({ paragraphs: ['{{ person.firstName | default: "x" '] }),
      422,
      'variants.0.send.data.paragraphs.0',
      /not closed/,
    ],
    [
      wording({ paragraphs: ['{{ person.firstName | shout }}'] }),
      422,
      'variants.0.send.data.paragraphs.0',
      /shout/,
    ],
    [wording({ buttonLink: 'javascript:alert(1)' }), 422, 'variants.0.send.data.buttonLink', /leads nowhere/],
    [
      wording({ paragraphs: ['{{ "Monday" | date }}'] }),
      422,
      'variants.0.send.data.paragraphs.0',
      /is no moment/,
    ],
    [says({ holdOut: 1e-200 }), 400, 'holdOut', /closer to 0/],
    [
      says({ variants: [{ id: 'A', enter: { journey: 'nope' } }] }),
      422,
      'variants.0.enter.journey',
      /known: oil-change-offer/,
    ],
    [
      says({ variants: [{ id: 'A', enter: { journey: 'oil-change-offer' } }] }),
      422,
      'variants.0.enter.properties.offer',
      /missing/,
    ],
    [says({ goal: { event: 'Sunrise', withinDays: 3 } }), 400, 'goal.event', /Appointment Booked/],
  ])('%j is refused with %d naming %s', async (body, status, field, detail) => {
    const marketer = await Marketer.open();
    const answer = await marketer.call('POST', '/v1/campaigns', body);
    expect(answer.json()).toMatchObject({ status, field, detail: expect.stringMatching(detail) });
  });

  it.each([
    [{ buttonLink: '{{ links.booking | slice: 0, 0 }}javascript:alert(1)' }, /leads nowhere/],
    [{ buttonLink: '{{ links.booking | replace: "https", "javascript" }}' }, /leads nowhere/],
    [{ buttonLink: 'https://{{ person.firstName | default: "x" }}.example' }, /leads nowhere/],
    [{ buttonLink: '{{ brand.website }}.{{ person.firstName | default: "x" }}' }, /leads nowhere/],
    [{ buttonLink: 'https://harbour-auto-care.example@other.example/' }, /leads nowhere/],
    [{ headline: '{{ (1..9999999999) | join: "x" }}' }, /limit exceeded/],
    [{ paragraphs: [`{{ "aaaaaaaaaa" ${'| replace: "a", "aaaaaaaaaa" '.repeat(10)}}}`] }, /limit exceeded/],
  ])('whose words lead astray or grow without end is refused: %j', async (words, detail) => {
    const marketer = await Marketer.open();
    const answer = await marketer.call('POST', '/v1/campaigns', wording(words));
    expect(answer.json()).toMatchObject({ status: 422, detail: expect.stringMatching(detail) });
  });

  it('is changed under its ETag, and deleted; a campaign that ran is not', async () => {
    const marketer = await Marketer.open();
    await marketer.people(1);
    const { id } = await marketer.create({});
    const path = `/v1/campaigns/${id}`;
    const { headers } = await marketer.call('GET', path);
    expect((await marketer.call('PUT', path, says({ name: 'New' }))).status).toBe(428);
    expect(
      (await marketer.call('PUT', path, says({ name: 'New' }), { 'if-match': headers.etag ?? '' })).json(),
    ).toMatchObject({ name: 'New', version: 2 });
    expect((await marketer.call('PUT', path, says({}), { 'if-match': headers.etag ?? '' })).status).toBe(412);
    await marketer.trigger(id);
    await marketer.centre.cloud.advance(minute);
    const run = (await marketer.call('GET', path)).headers.etag ?? '';
    for (const [method, body] of [['DELETE'], ['PUT', says({})]] as const)
      expect((await marketer.call(method, path, body, { 'if-match': run })).json()).toMatchObject({
        status: 409,
        detail: expect.stringMatching(/: is completed; only drafts are (changed|deleted)/),
      });
    const other = await marketer.create({});
    expect(
      (await marketer.call('DELETE', `/v1/campaigns/${other.id}`, undefined, { 'if-match': '"1"' })).status,
    ).toBe(204);
    expect((await marketer.call('GET', `/v1/campaigns/${other.id}`)).status).toBe(404);
    expect(await marketer.ask('GET', '/v1/campaigns?limit=1')).toMatchObject({ items: [{ id }], next: null });
  });
});

describe('a list', () => {
  it('takes people by any identifier, names who is not known, and lets them go', async () => {
    const marketer = await Marketer.open();
    await marketer.people(3);
    expect(
      await marketer.ask('POST', '/v1/lists/vips', {
        people: ['email:P0@example.com', 'email:nobody@example.com', 'x', 'email:p0@example.com'],
      }),
    ).toMatchObject({
      added: 1,
      rejected: [
        { index: 1, reason: 'nobody is known so' },
        { index: 2, reason: expect.stringContaining('no such identifier') },
      ],
    });
    expect(await marketer.ask('GET', '/v1/lists/vips')).toMatchObject({ people: 1 });
    expect(await marketer.ask('GET', '/v1/lists')).toMatchObject({ items: [{ id: 'vips' }], next: null });
    expect((await marketer.call('DELETE', '/v1/lists/vips/people/email:p0@example.com')).status).toBe(204);
    expect(await marketer.ask('GET', '/v1/lists/vips')).toMatchObject({ people: 0 });
    expect((await marketer.call('DELETE', '/v1/lists/vips')).status).toBe(204);
    expect((await marketer.call('GET', '/v1/lists/vips')).status).toBe(404);
  });
});
