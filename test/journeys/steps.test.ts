import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Centre } from './centre.ts';
import { fixtureAssembly } from './fixtures/assembly.ts';

const ada = 'ada@example.com';

interface RunShown {
  readonly status: string;
  readonly history: readonly { readonly step: string; readonly outcome: string }[];
}

let assembly: Awaited<ReturnType<typeof fixtureAssembly>>;
beforeAll(async () => {
  assembly = await fixtureAssembly();
}, 300_000);
afterAll(() => assembly.remove());

let centre: Centre;
beforeEach(async () => {
  centre = await Centre.open({ templateDir: assembly.directory });
  await centre.consents(ada, 'email');
});
afterEach(() => centre.cloud.close());

const happens = (event: string, properties: Readonly<Record<string, unknown>> = {}) =>
  centre.appointment(ada, event, properties);
const statuses = async (journey: string) =>
  (await centre.runs(ada, journey)).map(({ status }) => status).toSorted();
const count = async (event: string) => (await centre.events(ada)).filter((name) => name === event).length;
const history = async (journey: string) => {
  const [run] = await centre.runs(ada, journey);
  const { history } = await centre.get<RunShown>(`/v1/runs/${run?.id}`);
  return history.map(({ step, outcome }) => `${step}: ${outcome}`);
};
const claims = () => happens('Offer Claimed', { offer: 'oil-change' });
const misses = (bookingId: string) => happens('Appointment Missed', { bookingId });
const reviews = (stars: number) => happens('Review Submitted', { bookingId: 'b-1', stars });
const completes = (bookingId: string) => happens('Appointment Completed', { bookingId });

describe('a journey that restarts', () => {
  it('begins anew with each entry, and what it was in ends', async () => {
    await claims();
    await centre.cloud.advance('P2D');
    await claims();
    expect(await statuses('starting-over')).toEqual(['running', 'stopped']);
    await centre.cloud.advance('P2D');
    expect(centre.inbox(ada)).toEqual(['send-offer', 'send-offer']);
    await centre.cloud.advance('P2D');
    expect(centre.inbox(ada)).toEqual(['send-offer', 'send-offer', 'send-last-chance']);
    expect(await statuses('starting-over')).toEqual(['completed', 'stopped']);
  });

  it.each([1, 4, 6])('restarts once though record-event dies after call %d', async (afterCall) => {
    await claims();
    centre.cloud.crash({ function: 'onward-record-event', afterCall });
    await claims();
    await centre.cloud.advance('PT1H');
    expect(await statuses('starting-over')).toEqual(['running', 'stopped']);
    expect(centre.inbox(ada)).toEqual(['send-offer', 'send-offer']);
  });

  it('is left by an unsubscribe in the middle of its pause', async () => {
    await claims();
    await centre.cloud.advance('P1D');
    await happens('Unsubscribed');
    expect(await statuses('starting-over')).toEqual(['exited']);
    const list = await centre.cloud.call('sfn', 'ListExecutions', {
      stateMachineArn: 'arn:aws:states:us-east-1:123456789012:stateMachine:onward-starting-over',
      statusFilter: 'RUNNING',
    });
    expect(list).toMatchObject({ executions: [] });
  });
});

describe('a journey that ignores entries while it runs', () => {
  it('takes the first, and another once it has ended; sets traits and emits', async () => {
    await misses('one');
    await misses('two');
    await centre.cloud.advance('P1DT1M');
    expect(await count('Points Earned')).toBe(1);
    const { traits } = await centre.get<{ traits: object }>(`/v1/people/email:${ada}`);
    expect(traits).toMatchObject({ lastMissed: 'one' });
    await misses('three');
    expect(await statuses('one-at-a-time')).toEqual(['completed', 'running']);
  });
});

describe('a journey that passes entries on', () => {
  it('hears the second in the first one’s wait, and tells the staff', async () => {
    await reviews(2);
    await reviews(5);
    expect(await history('passed-on')).toEqual(['second-thought: Review Submitted', 'tell: sent']);
    expect(await statuses('passed-on')).toEqual(['completed']);
    expect(centre.cloud.messages().map(({ subject }) => subject)).toEqual(['A better review']);
  });

  it('exits for its own reason', async () => {
    await reviews(2);
    await reviews(3);
    expect(await statuses('passed-on')).toEqual(['exited']);
    expect(await history('passed-on')).toContain('leave: exit: still unhappy');
  });

  it('exits by its exit event', async () => {
    await reviews(2);
    await completes('b-1');
    expect(await statuses('passed-on')).toEqual(['exited']);
    await reviews(5);
    expect(await statuses('passed-on')).toEqual(['exited', 'running']);
  });
});

describe('a branch on the person', () => {
  it.each([
    ['who missed an appointment', () => misses('one'), 'tell: sent', 'completed'],
    ['who consented', () => Promise.resolve(), 'earn: Points Earned', 'completed'],
    [
      'who unsubscribed from all topics of email',
      () => happens('Unsubscribed', { channel: 'email' }),
      'leave: exit: a stranger',
      'exited',
    ],
  ])('knows one %s', async (_, before, step, status) => {
    await before();
    await completes('b-1');
    expect((await history('asking-around')).at(-1)).toBe(step);
    expect(await statuses('asking-around')).toEqual([status]);
  });
});

describe('a journey that answers its own event', () => {
  it('is stopped by the hop limit, and the event that went too far says so', async () => {
    await happens('Service Status Changed', { bookingId: 'b-1', status: 'arrived' });
    await centre.cloud.advance('PT1H');
    expect(await count('Points Earned')).toBe(8);
    const { QueueUrl } = (await centre.cloud.call('sqs', 'GetQueueUrl', {
      QueueName: 'onward-dead-letters.fifo',
    })) as { QueueUrl: string };
    const { Messages } = (await centre.cloud.call('sqs', 'ReceiveMessage', {
      QueueUrl,
      MessageAttributeNames: ['All'],
    })) as { Messages: { MessageAttributes: Record<string, { StringValue: string }> }[] };
    expect(Messages.map(({ MessageAttributes }) => MessageAttributes.reason?.StringValue)).toEqual([
      expect.stringContaining('hops: 9'),
    ]);
    await centre.cloud.advance('P2D');
    expect(await statuses('echo')).toEqual(['completed']);
  });
});
