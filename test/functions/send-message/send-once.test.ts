import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { MessageTask } from '../../../workflows/task.ts';
import {
  marketing,
  person,
  run,
  SendMessageRig,
  sesError,
  staff,
  transactional,
} from './send-message-rig.ts';

let rig: SendMessageRig;
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  rig = await new SendMessageRig().begin();
});
afterEach(() => {
  vi.useRealTimers();
});

const twoMinutesPass = () => vi.setSystemTime(Date.now() + 120_000);

/** Every n such that a function dies after its n-th call, until it does not. */
async function everyDeath(
  task: MessageTask,
  check: (rig: SendMessageRig, n: number) => Promise<void>,
): Promise<number> {
  for (let n = 0; ; n += 1) {
    const world = await new SendMessageRig().begin();
    if (!(await world.dying(n, () => world.send(task)))) return n;
    await check(world, n);
  }
}

describe('a function that dies after any of its calls', () => {
  it('sends marketing at most once, and says when nobody knows', async () => {
    const outcomes: string[] = [];
    const calls = await everyDeath({ ...marketing, last: true }, async (world) => {
      const before = world.emails.length;
      const { status } = await world.send({ ...marketing, last: true });
      outcomes.push(`${before} ${status} ${world.emails.length}`);
      expect((await world.runRecord()).status).toBe('completed');
      expect((await world.runRecord()).history).toHaveLength(1);
    });
    expect(new Set(outcomes)).toEqual(new Set(['0 sent 1', '0 unknown 0', '1 unknown 1', '1 sent 1']));
    expect(outcomes).toHaveLength(calls);
    expect(outcomes.filter((outcome) => outcome.includes('unknown'))).toHaveLength(3);
  });

  it('sends what belongs to a booking at least once, and twice only when SES took it and the record does not say so', async () => {
    const sent: number[] = [];
    await everyDeath(transactional, async (world) => {
      twoMinutesPass();
      expect(await world.send(transactional)).toEqual({ status: 'sent' });
      sent.push(world.emails.length);
      expect((await world.runRecord()).history).toHaveLength(1);
    });
    expect(sent.filter((count) => count === 2)).toHaveLength(1);
    expect(sent.every((count) => count >= 1)).toBe(true);
  });

  it('tells staff likewise', async () => {
    await everyDeath(staff, async (world) => {
      twoMinutesPass();
      expect(await world.send(staff)).toEqual({ status: 'sent' });
    });
  });
});

describe('a message that SES refuses', () => {
  const refusal = sesError('MessageRejected', 400);

  it('fails the step with the reason, and may be tried again', async () => {
    rig.troubles = [{ error: refusal }];
    await expect(rig.send(marketing)).rejects.toMatchObject({ name: 'MessageRefused' });
    expect(await rig.record(marketing)).toMatchObject({
      status: 'failed',
      reason: 'MessageRejected: as SES words it',
    });
    expect((await rig.runRecord()).history).toEqual([]);
    expect(await rig.send(marketing)).toEqual({ status: 'sent' });
    const record = await rig.record(marketing);
    expect(record).toMatchObject({ status: 'sent', claims: 2 });
    expect(record?.reason).toBeUndefined();
  });

  it('is asked anew whether it may be sent', async () => {
    rig.troubles = [{ error: refusal }];
    await expect(rig.send(marketing)).rejects.toThrow();
    await rig.profile({ consents: {} });
    expect(await rig.send(marketing)).toEqual({ status: 'skipped', reason: 'no-consent' });
  });
});

it.each([
  sesError('TooManyRequestsException', 429),
  sesError('LimitExceededException', 400),
  sesError('ThrottlingException', 400),
  Object.assign(new Error('getaddrinfo'), { code: 'ENOTFOUND' }),
])('a message that SES never took is tried again by the retry policy: %s', async (error) => {
  rig.troubles = [{ error }, { error }];
  for (const _ of [1, 2])
    await expect(rig.send(marketing)).rejects.toMatchObject({ name: 'ChannelUnavailable' });
  expect(await rig.send(marketing)).toEqual({ status: 'sent' });
  expect(rig.emails).toHaveLength(1);
});

describe.each([
  sesError('TimeoutError'),
  sesError('InternalFailure', 500),
  sesError('ServiceUnavailableException', 503),
  Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' }),
])('when SES took a message and its answer is lost: %s', (error) => {
  it('marketing is unknown, and not repeated', async () => {
    rig.troubles = [{ error, taken: true }];
    expect(await rig.send(marketing)).toEqual({ status: 'unknown' });
    expect(await rig.send(marketing)).toEqual({ status: 'unknown' });
    expect(rig.emails).toHaveLength(1);
    expect((await rig.runRecord()).history).toMatchObject([{ outcome: 'unknown' }]);
  });

  it('a confirmation is sent again, once SES had two minutes to say that it was sent', async () => {
    rig.troubles = [{ error, taken: true }];
    for (const _ of [1, 2])
      await expect(rig.send(transactional)).rejects.toMatchObject({ name: 'ChannelUnavailable' });
    expect(rig.emails).toHaveLength(1);
    twoMinutesPass();
    expect(await rig.send(transactional)).toEqual({ status: 'sent' });
    expect(rig.emails).toHaveLength(2);
  });
});

describe('two attempts at the same moment', () => {
  it('send marketing once', async () => {
    const results = await Promise.allSettled([rig.send(marketing), rig.send(marketing)]);
    expect(rig.emails).toHaveLength(1);
    expect(results.map(({ status }) => status)).toContain('fulfilled');
    expect(await rig.send(marketing)).toEqual({ status: 'sent' });
  });

  it('send a confirmation once', async () => {
    const results = await Promise.allSettled([rig.send(transactional), rig.send(transactional)]);
    expect(rig.emails).toHaveLength(1);
    const late = results.find((result) => result.status === 'rejected');
    expect(late?.reason).toMatchObject({ name: 'ChannelUnavailable' });
    expect(await rig.send(transactional)).toEqual({ status: 'sent' });
  });
});

it("feedback that comes before the retry spares a confirmation's repetition", async () => {
  await rig.dying(5, () => rig.send(transactional));
  rig.emails.length = 0;
  const record = await rig.record(transactional);
  expect(record?.status).toBe('claimed');
  await rig.messages.sent({ ...record!, person, run }, 'ses-1');
  expect(await rig.send(transactional)).toEqual({ status: 'sent' });
  expect(rig.emails).toEqual([]);
});
