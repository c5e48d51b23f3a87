import { describe, expect, it } from 'vitest';
import { letter, Marketer } from './marketing.ts';

interface Review {
  readonly messages: {
    readonly atOnce: number;
    readonly waits: readonly { readonly reason: string; readonly zone: string; readonly people: number }[];
    readonly dropped: Readonly<Record<string, number>>;
  } | null;
  readonly warnings: readonly string[];
}

const review = async (marketer: Marketer, says: object): Promise<Review> => {
  const { id } = await marketer.create({ ...says });
  return marketer.ask('POST', `/v1/campaigns/${id}/review`);
};

async function consents(marketer: Marketer, email: string, traits: object): Promise<void> {
  const { status } = await marketer.centre.cloud.http('POST', '/v1/track', {
    headers: { authorization: `Basic ${Buffer.from('sk_local:').toString('base64')}` },
    body: {
      event: 'Consent Given',
      messageId: `consent-${email}`,
      context: { traits: { email, ...traits } },
      properties: { channel: 'email', topic: 'offers', wording: 'Offers, please', source: 'shop' },
    },
  });
  if (status !== 200) throw new Error(`answered ${status}`);
  await marketer.centre.cloud.settle();
}

describe('a review says what becomes of the messages', () => {
  it('that go at once', async () => {
    const marketer = await Marketer.open();
    await marketer.people(3);
    expect(await review(marketer, {})).toMatchObject({
      messages: { atOnce: 3, waits: [], dropped: {} },
      warnings: [],
    });
  });

  it('that quiet hours hold, until when by whose clock, as it then is', async () => {
    const marketer = await Marketer.open();
    await marketer.people(3);
    await consents(marketer, 'west@example.com', { timezone: 'America/Los_Angeles' });
    await consents(marketer, 'east@example.com', { timezone: 'Asia/Tokyo' });
    await marketer.centre.cloud.advance('PT14H'); // 23:00 in New York, 20:00 in Los Angeles, 13:00 in Tokyo
    const says = { perSecond: 100 };
    const { messages, warnings } = await review(marketer, says);
    expect(messages).toEqual({
      atOnce: 2,
      waits: [
        {
          reason: 'quiet-hours',
          zone: 'America/New_York',
          people: 3,
          from: '2026-11-24T12:00:00.000Z',
          until: '2026-11-24T12:00:00.000Z',
        },
      ],
      dropped: {},
    });
    expect(warnings).toEqual([
      'Quiet hours hold 3 of 5 messages: 3 in America/New_York until Tuesday 24 November 2026, 7:00 am EST. At another time they would go at once.',
    ]);
    const { id } = await marketer.create(says);
    await marketer.trigger(id);
    await marketer.centre.cloud.advance('PT1H');
    expect(marketer.centre.cloud.messages()).toHaveLength(2);
  });

  it.each([
    [{ at: '2026-11-25T08:00:00Z' }, 1, 'quiet-hours'],
    [{ at: '2026-11-25T12:30:00Z' }, 2, undefined],
    [{ localTime: '2026-11-25T06:30' }, 0, 'quiet-hours'],
    [{ localTime: '2026-11-25T09:00' }, 2, undefined],
    [{ cron: '0 5 * * ? *', timezone: 'Europe/Berlin' }, 1, 'quiet-hours'],
    [{ cron: '0 23 * * ? *', timezone: 'person' }, 0, 'quiet-hours'],
  ])('at its time, if that is %j', async (when, atOnce, reason) => {
    const marketer = await Marketer.open();
    await marketer.people(1);
    await consents(marketer, 'tokyo@example.com', { timezone: 'Asia/Tokyo' });
    const { messages } = await review(marketer, { when });
    expect(messages?.atOnce).toBe(atOnce);
    expect(messages?.waits[0]?.reason).toBe(reason);
  });

  it('but not where a campaign recurs several times a day', async () => {
    const marketer = await Marketer.open();
    await marketer.people(1);
    expect(
      (await review(marketer, { when: { cron: '0 8-20 * * ? *', timezone: 'person' } })).messages,
    ).toBeNull();
  });

  it('that caps keep from being sent, or an address to which nothing goes any more', async () => {
    const marketer = await Marketer.open();
    const [capped] = await marketer.people(1);
    for (let each = 0; each < 3; each += 1) {
      const { id } = await marketer.create({ name: `Campaign ${each}` });
      await marketer.trigger(id);
      await marketer.centre.cloud.advance('PT5M');
    }
    await consents(marketer, 'bounce@simulator.amazonses.com', {});
    await marketer.list('bouncing', ['bounce@simulator.amazonses.com']);
    const bouncing = await marketer.create({ to: { list: 'bouncing' } });
    await marketer.trigger(bouncing.id);
    await marketer.centre.cloud.advance('PT5M');
    const { messages, warnings } = await review(marketer, {});
    expect(marketer.inboxes()[capped ?? '']).toBe(3);
    expect(messages).toMatchObject({ atOnce: 0, dropped: { capped: 1, suppressed: 1 } });
    expect(warnings).toEqual([expect.stringMatching(/^Of 2 messages 2 would not be sent at all: 1 since /)]);

    const patient = { ...letter, expires: 'P14D' };
    const waiting = await review(marketer, { variants: [{ id: 'A', send: patient }] });
    expect(waiting.messages).toMatchObject({
      waits: [{ reason: 'capped', people: 1 }],
      dropped: { suppressed: 1 },
    });
    expect(waiting.warnings[0]).toMatch(/^Caps hold 1 of 2 messages: 1 in America\/New_York until /);
  });
});
