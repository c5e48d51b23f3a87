import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { contactsKey, profileKey } from '../../../domain/records.ts';
import type { MessageTask } from '../../../workflows/task.ts';
import { marketing, person, run, SendMessageRig, sesError } from './send-message-rig.ts';

let rig: SendMessageRig;
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  rig = await new SendMessageRig().begin();
  rig.rules = { ...rig.rules, caps: [{ most: 2, per: 'P7D', kinds: ['marketing'] }] };
});
afterEach(() => {
  vi.useRealTimers();
});

const nth = (visit: number): MessageTask => ({ ...marketing, visit });
const logged = async () =>
  ((await rig.table.get(contactsKey(person))) as { contacts: unknown[] } | undefined)?.contacts ?? [];

describe('the contact log', () => {
  it('counts a message once however often its task is delivered', async () => {
    await rig.send(nth(0));
    await rig.send(nth(0));
    expect(await logged()).toEqual([
      {
        kind: 'marketing',
        channel: 'email',
        at: new Date().toISOString(),
        message: `MESSAGE#${run}#offer#0`,
      },
    ]);
    expect(await rig.send(nth(1))).toEqual({ status: 'sent' });
    expect(await rig.send(nth(2))).toMatchObject({ status: 'skipped', reason: 'capped' });
  });

  it('counts a message of which nobody knows whether it went out', async () => {
    rig.troubles = [{ error: sesError('InternalServiceErrorException', 500) }];
    expect(await rig.send(nth(0))).toEqual({ status: 'unknown' });
    await rig.send(nth(1));
    expect(await rig.send(nth(2))).toMatchObject({ status: 'skipped', reason: 'capped' });
  });

  it('counts none that was refused, whether or not it is tried again', async () => {
    rig.troubles = [{ error: sesError('MessageRejected', 400) }];
    await expect(rig.send(nth(0))).rejects.toMatchObject({ name: 'MessageRefused' });
    expect(await rig.send(nth(1))).toEqual({ status: 'sent' });
    expect(await rig.send(nth(2))).toEqual({ status: 'sent' });
    expect(await rig.send(nth(0))).toMatchObject({ status: 'skipped', reason: 'capped' });
  });

  it('counts none of a function that died before it claimed, and one that died afterwards', async () => {
    for (let n = 0; n < 20; n += 1) {
      const world = await new SendMessageRig().begin();
      world.rules = rig.rules;
      const died = await world.dying(n, () => world.send(nth(0)));
      const { status } = (await world.record(nth(0))) ?? {};
      const entries = (await world.table.get(contactsKey(person)))?.contacts as unknown[] | undefined;
      expect(entries?.length ?? 0).toBe(status === undefined ? 0 : 1);
      if (!died) return;
    }
    expect.unreachable('it never came to an end');
  });

  it('lets two runs at the same instant never take the last place both', async () => {
    await rig.send(nth(0));
    const results = await Promise.all([1, 2, 3, 4].map((visit) => rig.send(nth(visit))));
    expect(results.map(({ status }) => status).toSorted()).toEqual(['sent', 'skipped', 'skipped', 'skipped']);
    expect(rig.emails).toHaveLength(2);
  });

  it('counts for who its person became while it was decided, whose own contacts count too', async () => {
    const winner = 'per_zyxwvutsrqponmlkjihgfedc';
    await rig.send(nth(0));
    const [contact] = await logged();
    const loser = await rig.readProfile();
    const profiles = [
      { ...loser, ...profileKey(winner), id: winner },
      { ...loser, mergedInto: winner },
    ];
    rig.before = (call) => {
      if (call !== 'GetItem' || rig.calls.at(-1) !== 'TransactWriteItems') return;
      for (const profile of profiles.splice(0)) void rig.table.put(profile);
    };
    await expect(rig.send(nth(1))).rejects.toMatchObject({ name: 'ChannelUnavailable' });
    await rig.table.put({ ...contactsKey(winner), version: 1, contacts: [contact, contact] });
    expect(await rig.send(nth(1))).toMatchObject({ status: 'skipped', reason: 'capped' });
    expect(rig.emails).toHaveLength(1);
  });

  it('forgets what no cap counts any more', async () => {
    await rig.send(nth(0));
    vi.setSystemTime(Date.now() + 7 * 86_400_000);
    await rig.send(nth(1));
    expect(await logged()).toHaveLength(1);
  });

  it('costs nothing for a message that no cap counts', async () => {
    rig.rules = { ...rig.rules, caps: [{ most: 2, per: 'P7D', kinds: ['marketing'], channels: ['sms'] }] };
    await rig.send(nth(0));
    expect(rig.calls).not.toContain('TransactWriteItems');
    expect(await logged()).toEqual([]);
  });
});

describe('a run that began before messages were held', () => {
  it('is told of no hold: a message that may not go now is not sent, and says so', async () => {
    rig.rules = { ...rig.rules, quietHours: [{ kinds: ['marketing'], from: '00:00', to: '24:00' }] };
    expect(await rig.send(nth(0))).toMatchObject({ status: 'skipped', reason: 'quiet-hours' });
  });
});
