import { beforeEach, describe, expect, it } from 'vitest';
import { heedKeyword } from '../../../../domain/consent/keywords/heed.ts';
import { mayReceive } from '../../../../domain/consent/may-receive.ts';
import { Suppressions } from '../../../../domain/consent/suppressions.ts';
import { withdraw } from '../../../../domain/consent/withdraw.ts';
import { fold } from '../../../../domain/people/fold.ts';
import type { Profile } from '../../../../domain/people/profile.ts';
import { profileKey, recordedKey } from '../../../../domain/records.ts';
import { OutsideWorld } from '../../../functions/outside-world.ts';
import { aProfile, person } from '../a-profile.ts';

const key = 'k'.repeat(32);
const phone = '+16035550100';
const brand = { name: 'Harbour Auto Care', staffEmail: 'front-desk@harbour-auto-care.example' };
const day = (n: number) => new Date(`2026-11-${String(n).padStart(2, '0')}T09:00:00.000Z`);

let world: OutsideWorld;
let told = 0;
beforeEach(async () => {
  world = new OutsideWorld();
  const given = { state: 'given', at: day(1).toISOString() } as const;
  const consents = { 'sms/offers': given, 'whatsapp/offers': given, 'email/offers': given };
  await world.table.put(aProfile({ identifiers: { phone: [phone], email: ['ada@example.com'] }, consents }));
});

const say = (text: string, n: number, over: { messageId?: string; channel?: 'sms' | 'whatsapp' } = {}) => {
  told += 1;
  return heedKeyword(
    { table: world.table, line: world.line, signingKey: async () => key, brand },
    { person, channel: 'sms', address: phone, text, messageId: `sms-${told}`, ...over },
    day(n),
  );
};
const profile = async () => (await world.table.get<Profile>(profileKey(person))) as Profile;
const may = async (channel = 'sms', kind: 'marketing' | 'transactional' = 'marketing') => {
  const address = channel === 'email' ? 'ada@example.com' : phone;
  const addressRecord = await new Suppressions(world.table, key).find({ channel, address });
  const now = day(28);
  return mayReceive({
    profile: await profile(),
    kind,
    channel,
    topic: 'offers',
    address,
    addressRecord,
    now,
  });
};
const ok = { ok: true };

describe('STOP', () => {
  it('ends everything on its channel at once, nothing on others, and is told', async () => {
    const answer = await say('Stop', 2);
    expect(answer).toEqual({
      keyword: 'stop',
      reply:
        'Harbour Auto Care: You are unsubscribed and get no more messages here. Reply START to get them again.',
    });
    expect(await may('sms')).toEqual({ skipped: 'unsubscribed' });
    expect(await may('sms', 'transactional')).toEqual({ skipped: 'suppressed' });
    expect(await may('whatsapp')).toEqual(ok);
    expect(await may('email')).toEqual(ok);
    expect(world.told).toMatchObject([
      { name: 'Unsubscribed', source: 'onward', properties: { channel: 'sms', source: 'stop' } },
    ]);
  });

  it('counts for the number, whoever has it next', async () => {
    await say('stop', 2);
    const consents = { 'sms/offers': { state: 'given', at: day(3).toISOString() } } as const;
    await world.table.put(aProfile({ identifiers: { phone: [phone] }, consents }));
    expect(await may('sms')).toEqual({ skipped: 'suppressed' });
  });

  it('that is delivered again after a START changes nothing', async () => {
    await say('STOP', 2, { messageId: 'one' });
    await world.table.put({ ...recordedKey('onward', 'sms/one/stop'), person, seq: 1 });
    await say('START', 3);
    expect((await say('STOP', 4, { messageId: 'one' }))?.keyword).toBe('stop');
    expect(await may('sms')).toEqual(ok);
  });

  it.each([1, 2, 3, 4, 5])(
    'loses nothing when the function dies after call %i and it comes again',
    async (n) => {
      await world.dying(n, () => say('STOP', 2, { messageId: 'one' }));
      await say('STOP', 2, { messageId: 'one' });
      expect(await may('sms')).toEqual({ skipped: 'unsubscribed' });
      expect(new Set(world.told.map(({ messageId }) => messageId)).size).toBe(1);
    },
  );
});

describe('START', () => {
  it('brings back what STOP took, and is told', async () => {
    await say('STOP', 2);
    expect((await say('start', 3))?.keyword).toBe('start');
    expect(await may('sms')).toEqual(ok);
    expect(await may('sms', 'transactional')).toEqual(ok);
    expect(world.told.map(({ name }) => name)).toEqual(['Unsubscribed', 'Resubscribed']);
  });

  it('lifts no unsubscribe from an email, before the STOP or after it', async () => {
    const leave = async (n: number) =>
      world.table.put(withdraw(await profile(), {}, day(n).toISOString(), 'one-click'));
    await leave(2);
    await say('STOP', 3);
    await say('START', 4);
    expect(await may('sms')).toEqual({ skipped: 'unsubscribed' });
    expect(await may('email')).toEqual({ skipped: 'unsubscribed' });
  });

  it('gives no consent that was never there', async () => {
    await world.table.put(aProfile({ identifiers: { phone: [phone] } }));
    await say('START', 3);
    expect(await may('sms')).toEqual({ skipped: 'no-consent' });
  });
});

it('HELP says who writes and where help is, and changes nothing', async () => {
  const before = await profile();
  const answer = await say(' help ', 2);
  expect(answer?.reply).toContain('front-desk@harbour-auto-care.example');
  expect(await profile()).toEqual(before);
  expect(world.told).toEqual([]);
});

it('the events of STOP and START fold to what was written at once', async () => {
  await say('STOP', 2);
  await say('START', 3);
  const written = await profile();
  const folded = world.told.reduce(
    (before, { v: _, receivedAt: __, ...each }, index) =>
      fold(before, { ...each, id: `evt_${index}`, seq: 1 + index, at: day(5).toISOString() }),
    written,
  );
  expect(folded).toEqual({ ...written, seq: 2 });
});
