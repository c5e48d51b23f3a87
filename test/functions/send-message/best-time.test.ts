import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { messageKey } from '../../../domain/records.ts';
import type { MessageTask } from '../../../workflows/task.ts';
import { marketing, person, SendMessageRig } from './send-message-rig.ts';

const atBest: MessageTask = { ...marketing, kind: 'sendEmail', holds: true, at: 'best-time' };

let rig: SendMessageRig;
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2026-11-24T13:00:00Z') });
  rig = await new SendMessageRig().begin();
});
afterEach(() => {
  vi.useRealTimers();
});

/** Messages of earlier runs that were opened at seven in the evening, there. */
async function opened(by: 'openedAt' | 'openedByMachineAt', times: number): Promise<void> {
  for (let n = 0; n < times; n += 1)
    await rig.table.put({
      ...messageKey(person, 'run_before', 'offer', n),
      status: 'sent',
      [by]: `2026-11-${10 + n}T19:20:00-05:00`,
    });
}

const deferred = (until: string) => ({
  name: 'Deferred',
  message: `${until} the hour at which they mostly read`,
});

describe('a message at the best time', () => {
  it('waits for the hour at which its person opened others', async () => {
    await opened('openedAt', 5);
    await expect(rig.send(atBest)).rejects.toMatchObject(deferred('2026-11-25T00:00:00.000Z'));
  });

  it('waits a little longer than others do, always as long', async () => {
    rig.rules = { ...rig.rules, spread: 'PT10M' };
    const until = async () => {
      await expect(rig.send(atBest)).rejects.toMatchObject({ name: 'Deferred' });
      return (await rig.record(atBest))?.held?.map((held) => held.until);
    };
    const first = await until();
    expect(first).toEqual([expect.stringMatching(/^2026-11-24T15:0\d:\d\d\.000Z$/)]);
    vi.setSystemTime(Date.parse('2026-11-24T14:59:00Z'));
    expect(await until()).toEqual(first);
  });

  it('learns nothing from machines that look into mail', async () => {
    await opened('openedByMachineAt', 5);
    await expect(rig.send(atBest)).rejects.toMatchObject(deferred('2026-11-24T15:00:00.000Z'));
  });

  it('waits for the same hour when its task is tried again before the hold, and goes at that hour', async () => {
    await expect(rig.send(atBest)).rejects.toMatchObject(deferred('2026-11-24T15:00:00.000Z'));
    await opened('openedAt', 5);
    await expect(rig.send(atBest)).rejects.toMatchObject(deferred('2026-11-24T15:00:00.000Z'));
    expect((await rig.record(atBest))?.held).toHaveLength(1);
    vi.setSystemTime(Date.parse('2026-11-24T15:00:00Z'));
    expect(await rig.send(atBest)).toEqual({ status: 'sent' });
  });

  it('is rather sent at a worse time than never', async () => {
    expect(await rig.send({ ...atBest, expires: 'PT1H' })).toEqual({ status: 'sent' });
  });

  it('does not wait for a time at which it may not go', async () => {
    rig.rules = { ...rig.rules, quietHours: [{ kinds: ['marketing'], from: '10:00', to: '11:30' }] };
    await expect(rig.send(atBest)).rejects.toMatchObject(deferred('2026-11-24T16:30:00.000Z'));
  });
});
