import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Centre } from './centre.ts';
import { fixtureAssembly } from './fixtures/assembly.ts';

const ada = 'ada@example.com';

let assembly: Awaited<ReturnType<typeof fixtureAssembly>>;
beforeAll(async () => {
  assembly = await fixtureAssembly();
}, 300_000);
afterAll(() => assembly.remove());

/** Monday 9:00 in New York, where the business is. */
let centre: Centre;
beforeEach(async () => {
  centre = await Centre.open({ templateDir: assembly.directory });
  await centre.consents(ada, 'email');
});
afterEach(() => centre.cloud.close());

interface Message {
  readonly status: string;
  readonly reason?: string;
  readonly why: string;
  readonly held?: readonly { readonly until: string; readonly reason: string; readonly why: string }[];
}

let booked = 0;
const book = (service: string, startsAt = centre.cloud.now() + 30 * 86_400_000) => {
  booked += 1;
  return centre.fromTill({
    email: ada,
    event: 'Appointment Booked',
    properties: {
      bookingId: `b-${booked}`,
      service,
      startsAt: new Date(startsAt).toISOString(),
      timezone: 'America/New_York',
    },
  });
};
const books = async (service: string, startsAt?: number): Promise<void> => {
  await book(service, startsAt);
  await centre.cloud.settle();
};
const sentAt = () => centre.cloud.messages({ to: ada }).map(({ at }) => at);
const messages = async (): Promise<Message[]> => {
  const { items } = await centre.get<{ items: { name: string; properties: Message }[] }>(
    `/v1/people/email:${ada}/timeline?limit=200`,
  );
  return items.filter(({ name }) => name === 'Message').map(({ properties }) => properties);
};
const run = async (journey: string) => {
  const [found] = await centre.runs(ada, journey);
  return centre.get<{
    status: string;
    step: string;
    history: { step: string; at: string; outcome: string }[];
  }>(`/v1/runs/${found?.id}`);
};

/** Within ten minutes, which have each person's own place. */
const justAfter = (start: string) => expect.stringMatching(new RegExp(`^${start}\\d:\\d\\d\\.000Z$`));

describe('a marketing email in quiet hours', () => {
  beforeEach(() => centre.cloud.advance('PT14H')); // 23:00

  it('waits until the morning of the person, and says why', async () => {
    await books('usual-word');
    expect(centre.inbox(ada)).toEqual([]);
    expect(await messages()).toMatchObject([
      {
        status: 'held',
        why: expect.stringMatching(
          /^waits until 2026-11-24T12:0\d:\d\d.000Z: quiet hours for marketing messages by email, 22:00 to 07:00 in America\/New_York \(by the business\)$/,
        ),
        held: [{ until: justAfter('2026-11-24T12:0'), reason: 'quiet-hours' }],
      },
    ]);
    expect(await run('usual-word')).toMatchObject({ status: 'running', step: 'send-word: hold' });
    await centre.cloud.advance('PT8H10M');
    expect(sentAt()).toEqual([justAfter('2026-11-24T12:0')]);
    expect(await messages()).toMatchObject([
      { status: 'sent', why: 'sent by email: they agreed to it; 1 of 3 marketing messages in 7 days' },
    ]);
    expect(await run('usual-word')).toMatchObject({
      status: 'completed',
      step: 'send-word',
      history: [
        {
          step: 'send-word: hold',
          outcome: expect.stringMatching(
            /^waits until 2026-11-24T12:0\d:\d\d.000Z: quiet hours for marketing/,
          ),
        },
        { step: 'send-word', at: justAfter('2026-11-24T12:0'), outcome: 'sent' },
      ],
    });
  });

  it('goes at once if it matters enough to disturb', async () => {
    await books('urgent-word');
    expect(centre.inbox(ada)).toEqual(['send-word']);
  });

  it('is not sent if it is not worth sending in the morning, and says why', async () => {
    await books('brief-word');
    await centre.cloud.advance('P1D');
    expect(centre.inbox(ada)).toEqual([]);
    expect(await messages()).toMatchObject([
      {
        status: 'skipped',
        reason: 'quiet-hours',
        why: expect.stringMatching(/; worth sending until Tuesday 24 November 2026, 1:00 am EST$/),
      },
    ]);
    expect((await run('brief-word')).history.at(-1)?.outcome).toMatch(
      /^skipped: quiet-hours: quiet hours for/,
    );
  });

  it('is not sent if the moment that its journey names lies before the morning', async () => {
    await books('word-before', centre.cloud.now() + 9 * 3_600_000);
    await books('word-before', centre.cloud.now() + 11 * 3_600_000);
    await centre.cloud.advance('P1D');
    expect((await messages()).map(({ status }) => status)).toEqual(['skipped', 'sent']);
  });

  it('ends with its run when the person unsubscribes meanwhile', async () => {
    await books('usual-word');
    await centre.appointment(ada, 'Unsubscribed', {});
    expect(await run('usual-word')).toMatchObject({ status: 'exited' });
    expect(await messages()).toMatchObject([
      {
        status: 'skipped',
        reason: 'run-ended',
        why: 'not sent by email: its journey was over for them before it could go',
        held: [{ reason: 'quiet-hours' }],
      },
    ]);
    await centre.cloud.advance('P1D');
    expect(centre.inbox(ada)).toEqual([]);
  });

  it('ends with its run when that is stopped by hand', async () => {
    await books('usual-word');
    const [found] = await centre.runs(ada, 'usual-word');
    const { executionArn } = await centre.get<{ executionArn: string }>(`/v1/runs/${found?.id}`);
    await centre.cloud.call('sfn', 'StopExecution', { executionArn });
    await centre.cloud.settle();
    expect(await run('usual-word')).toMatchObject({ status: 'stopped' });
    expect(await messages()).toMatchObject([{ status: 'skipped', reason: 'run-ended' }]);
  });

  it('gives way to that of the run that takes its run’s place', async () => {
    await books('renewed-word');
    booked -= 1;
    await books('renewed-word');
    expect(await messages()).toMatchObject([{ status: 'skipped', reason: 'run-ended' }, { status: 'held' }]);
    await centre.cloud.advance('P1D');
    expect(centre.inbox(ada)).toEqual(['send-word']);
  });

  it('keeps to the clock of the person where that is known', async () => {
    await centre.cloud.http('POST', '/v1/identify', {
      headers: { authorization: `Basic ${Buffer.from('sk_local:').toString('base64')}` },
      body: { messageId: 'zone', context: { traits: { email: ada } }, traits: { timezone: 'Asia/Kolkata' } },
    });
    await centre.cloud.settle();
    await books('usual-word');
    expect(centre.inbox(ada)).toEqual(['send-word']);
  });

  it.each([1, 2, 3])('is sent once though a function dies after call %d', async (afterCall) => {
    centre.cloud.crash({ function: 'onward-send-message', afterCall });
    centre.cloud.crash({ function: 'onward-run-step', afterCall });
    await books('usual-word');
    await centre.cloud.advance('P1D');
    expect(centre.inbox(ada)).toEqual(['send-word']);
    const [hold, sent, ...others] = (await run('usual-word')).history;
    expect([hold?.step, sent?.outcome, others]).toEqual(['send-word: hold', 'sent', []]);
  });
});

describe('a cap of three marketing messages a week', () => {
  it('holds though five runs send at the same instant', async () => {
    await Promise.all(Array.from({ length: 5 }, () => book('usual-word')));
    await centre.cloud.settle();
    expect(centre.inbox(ada)).toHaveLength(3);
    const statuses = Map.groupBy(await messages(), ({ status }) => status);
    expect([statuses.get('sent')?.length, statuses.get('skipped')?.length]).toEqual([3, 2]);
    expect(statuses.get('skipped')).toMatchObject(
      Array(2).fill({
        reason: 'capped',
        why: 'not sent by email: 3 of 3 marketing messages in 7 days; next place Monday 30 November 2026, 9:00 am EST; worth sending until Wednesday 25 November 2026, 9:00 am EST',
      }),
    );
  });

  it('lets a message wait for its next place that is worth sending then, one at a time', async () => {
    await books('usual-word');
    await centre.cloud.advance('P1D');
    await books('usual-word');
    await books('usual-word');
    await Promise.all([book('patient-word'), book('patient-word')]);
    await centre.cloud.settle();
    expect(sentAt()).toHaveLength(3);
    await centre.cloud.advance('P6D');
    expect(sentAt().slice(3)).toEqual(['2026-11-30T14:00:00.000Z']);
    await centre.cloud.advance('P1D');
    expect(sentAt().slice(4)).toEqual(['2026-12-01T14:00:00.000Z']);
  });

  it('counts what either was sent of two who are one now', async () => {
    const other = 'ada@work.example';
    await centre.consents(other, 'email');
    const booksAs = async (email: string) => {
      booked += 1;
      const properties = {
        bookingId: `b-${booked}`,
        service: 'usual-word',
        startsAt: new Date(centre.cloud.now() + 30 * 86_400_000).toISOString(),
        timezone: 'America/New_York',
      };
      await centre.fromTill({ email, event: 'Appointment Booked', properties });
      await centre.cloud.settle();
    };
    await booksAs(ada);
    await booksAs(other);
    await booksAs(other);
    const merged = await centre.cloud.http('POST', `/v1/people/email:${ada}/merge`, {
      headers: { authorization: 'Bearer sk_local' },
      body: { other: `email:${other}` },
    });
    expect(merged.status).toBe(200);
    await centre.cloud.settle();
    await booksAs(ada);
    expect(centre.cloud.messages()).toHaveLength(3);
    const skipped = (await messages()).filter(({ status }) => status === 'skipped');
    expect(skipped).toMatchObject([
      { reason: 'capped', why: expect.stringContaining('3 of 3 marketing messages in 7 days') },
    ]);
  });

  it('lets those pass that matter more, up to the cap of all', async () => {
    for (let n = 0; n < 7; n += 1) await books('urgent-word');
    expect(centre.inbox(ada)).toHaveLength(6);
    expect((await messages()).at(-1)).toMatchObject({ status: 'skipped', reason: 'capped' });
  });

  it('gives a place back that a refused message had taken', async () => {
    await centre.cloud.http('POST', '/_local/outbound/faults', {
      body: { service: 'sesv2', error: 'MessageRejected', times: 1 },
    });
    for (let n = 0; n < 4; n += 1) await books('usual-word');
    expect(centre.inbox(ada)).toHaveLength(3);
  });
});

describe('a message at the best time', () => {
  it('waits for the usual hour while nothing is known of the person', async () => {
    await books('word-at-best');
    expect(await messages()).toMatchObject([
      { status: 'held', held: [{ reason: 'best-time', until: justAfter('2026-11-23T15:0') }] },
    ]);
    await centre.cloud.advance('PT1H10M');
    expect(sentAt()).toEqual([justAfter('2026-11-23T15:0')]);
  });
});
