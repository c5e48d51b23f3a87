import type { SNSEvent } from 'aws-lambda';
import { beforeEach, describe, expect, it } from 'vitest';
import { mayReceive } from '../../../domain/consent/may-receive.ts';
import { Suppressions } from '../../../domain/consent/suppressions.ts';
import type { MessageKind } from '../../../domain/messages/message-kind.ts';
import type { MessageRecord, MessageStatus } from '../../../domain/messages/message-record.ts';
import { newProfile } from '../../../domain/people/fold.ts';
import type { Profile } from '../../../domain/people/profile.ts';
import { messageKey, profileKey } from '../../../domain/records.ts';
import { feedback } from '../../../functions/feedback/feedback.ts';
import { OutsideWorld, silent } from '../outside-world.ts';

const person = 'per_abcdefghijklmnopqrstuvwx';
const run = 'run_abcdefghijklmnopqrstuvwx_abcdefghijklmnop';
const since = '2026-11-16T09:00:00.000Z';
const at = '2026-11-16T10:00:00.000Z';

let world: OutsideWorld;
beforeEach(async () => {
  world = new OutsideWorld();
  await world.table.put({
    ...newProfile(person, since),
    identifiers: { email: ['ada@example.com'] },
    consents: { 'email/offers': { state: 'given', at: since } },
  });
  await message('claimed');
});

const key = 'k'.repeat(32);

const message = (status: MessageStatus, kind: MessageKind = 'marketing') => {
  const key = messageKey(person, run, 'offer', 0);
  const rest = { person, run, journey: 'j', step: 'offer', visit: 0, channel: 'email', template: 't' };
  return world.table.put({ ...key, ...rest, kind, status, claims: 1, after: 1, at: since });
};

function take(eventType: string, detail: object = {}, tags: object = {}) {
  const mail = {
    timestamp: since,
    messageId: 'ses-1',
    tags: {
      person: [person],
      run: [run],
      step: ['offer'],
      visit: ['0'],
      'ses:caller-identity': ['x'],
      ...tags,
    },
  };
  return takeText(JSON.stringify({ eventType, mail, ...detail }));
}

const takeText = (Message: string) => {
  const event = { Records: [{ Sns: { MessageId: 'm', Message } }] };
  return feedback(
    { table: world.table, line: world.line, signingKey: async () => key },
    silent,
  )(event as SNSEvent);
};

const bounce = (bounceType: string, emailAddress = 'Ada@Example.com') => ({
  bounce: { bounceType, bounceSubType: 'General', bouncedRecipients: [{ emailAddress }], timestamp: at },
});
const complaint = (complaintFeedbackType?: string) => ({
  complaint: {
    complainedRecipients: [{ emailAddress: 'ada@example.com' }],
    timestamp: at,
    complaintFeedbackType,
  },
});
const click = (over: object = {}) => ({
  click: { link: 'https://shop.example/book?from=mail&t=secret', timestamp: at, ...over },
});

const record = async () => (await world.table.get(messageKey(person, run, 'offer', 0))) as MessageRecord;
const profile = async () => (await world.table.get<Profile>(profileKey(person))) as Profile;
const suppressions = () => new Suppressions(world.table, key);
const may = async (kind: MessageKind, address = 'ada@example.com', now = new Date(at)) => {
  const addressRecord = await suppressions().find({ channel: 'email', address });
  return mayReceive({
    profile: await profile(),
    kind,
    channel: 'email',
    address,
    addressRecord,
    topic: 'offers',
    now,
  });
};

describe('feedback', () => {
  it.each(['claimed', 'unknown'] as const)(
    'that a message was sent resolves one that is %s',
    async (status) => {
      await message(status);
      await take('Send', { send: {} });
      expect(await record()).toMatchObject({ status: 'sent', providerId: 'ses-1' });
      expect(world.told).toEqual([]);
    },
  );

  it('of a delivery is noted, whatever comes first and however often', async () => {
    await take('Delivery', { delivery: { timestamp: at } });
    await take('Send', { send: {} });
    await take('Delivery', { delivery: { timestamp: '2026-11-16T11:00:00Z' } });
    expect(await record()).toMatchObject({ status: 'sent', deliveredAt: at });
  });

  it('of a rejection stands, whatever comes after', async () => {
    await take('Reject', { reject: { reason: 'Bad content' } });
    await take('Send', { send: {} });
    expect(await record()).toMatchObject({ status: 'failed', reason: 'Bad content', rejectedAt: since });
  });

  it('keeps what people open apart from what machines do', async () => {
    await take('Open', { open: { timestamp: at, isBot: true } });
    expect(await record()).toMatchObject({ openedByMachineAt: at });
    expect((await record()).openedAt).toBeUndefined();
    await take('Open', { open: { timestamp: at, isBot: false, userAgent: 'a robot' } });
    expect(await record()).toMatchObject({ openedAt: at });
    expect(world.told).toEqual([]);
  });

  it('that is not ours, or no feedback, is let go', async () => {
    await take('Send', { send: {} }, { run: undefined });
    await take('Send', { send: {} }, { step: ['another'] });
    await takeText('Successfully validated SNS topic for Amazon SES event publishing.');
    expect((await record()).status).toBe('claimed');
  });
});

describe('a click', () => {
  it('is noted and told, without the token that its link carried', async () => {
    await take('Click', click());
    expect(await record()).toMatchObject({ clickedAt: at, status: 'sent' });
    expect(world.told).toMatchObject([
      {
        person,
        key: 'onward',
        source: 'onward',
        name: 'Email Clicked',
        timestamp: at,
        properties: { link: 'https://shop.example/book?from=mail', run, step: 'offer' },
      },
    ]);
  });

  it('is one event however often it is told', async () => {
    await take('Click', click());
    await take('Click', click());
    await take('Click', click({ link: 'https://shop.example/other' }));
    expect(new Set(world.told.map(({ messageId }) => messageId)).size).toBe(2);
  });

  it('of a machine is noted apart and not told', async () => {
    await take('Click', click({ automated: 'true' }));
    expect(await record()).toMatchObject({ clickedByMachineAt: at });
    expect(world.told).toEqual([]);
  });
});

describe('a complaint', () => {
  it('ends all marketing at once, and is told', async () => {
    await take('Complaint', complaint('abuse'));
    expect(await may('marketing')).toEqual({ skipped: 'unsubscribed' });
    expect(await may('transactional')).toEqual({ ok: true });
    expect(await record()).toMatchObject({ complainedAt: at });
    expect(world.told).toMatchObject([{ name: 'Email Complained', properties: { run, step: 'offer' } }]);
  });

  it('that was taken back ends nothing, and is told as that', async () => {
    await take('Complaint', complaint('not-spam'));
    expect(await may('marketing')).toEqual({ ok: true });
    expect(world.told.map(({ name }) => name)).toEqual(['Complaint Retracted']);
  });

  it('is undone by the inbox that takes it back', async () => {
    await take('Complaint', complaint('abuse'));
    await take('Complaint', complaint('not-spam'));
    expect(await may('marketing')).toEqual({ ok: true });
    expect(world.told.map(({ name }) => name)).toEqual(['Email Complained', 'Complaint Retracted']);
  });

  it('counts for another person who gets the address, until they choose marketing on a page of their own', async () => {
    await take('Complaint', complaint('abuse'));
    const imported = { ...newProfile(person, since), identifiers: { email: ['ada@example.com'] } };
    const consent = { state: 'given', at: '2026-12-01T09:00:00.000Z' } as const;
    await world.table.put({ ...imported, consents: { 'email/offers': { ...consent, by: 'server' } } });
    expect(await may('marketing')).toEqual({ skipped: 'suppressed' });
    expect(await may('transactional')).toEqual({ ok: true });
    await world.table.put({ ...imported, consents: { 'email/offers': { ...consent, by: 'page' } } });
    expect(await may('marketing')).toEqual({ ok: true });
  });

  it('of a member of staff ends nothing for the customer', async () => {
    await message('sent', 'staff');
    await take('Complaint', complaint('abuse'));
    expect(await may('marketing')).toEqual({ ok: true });
    expect(world.told).toEqual([]);
  });

  it.each([1, 2, 3, 4, 5])('is heeded and told once also when the function dies after call %i', async (n) => {
    await world.dying(n, () => take('Complaint', complaint()));
    await take('Complaint', complaint());
    expect(await may('marketing')).toEqual({ skipped: 'unsubscribed' });
    expect(new Set(world.told.map(({ messageId }) => messageId)).size).toBe(1);
  });
});

describe('a bounce', () => {
  it('for good suppresses the address, for everything, and is told', async () => {
    await take('Bounce', bounce('Permanent'));
    for (const kind of ['marketing', 'transactional'] as const)
      expect(await may(kind)).toEqual({ skipped: 'suppressed' });
    expect(await record()).toMatchObject({ bouncedAt: at, bounce: 'Permanent: General' });
    expect(world.told).toMatchObject([{ name: 'Email Bounced', properties: { type: 'Permanent: General' } }]);
  });

  it('for good counts for everybody who has the address, and outlives the person', async () => {
    await take('Bounce', bounce('Permanent', 'shared@example.com'));
    expect(await may('marketing')).toEqual({ ok: true });
    await world.table.delete(profileKey(person));
    await world.table.put({
      ...newProfile(person, since),
      identifiers: { email: ['shared@example.com'] },
      consents: { 'email/offers': { state: 'given', at: since, by: 'server' } },
    });
    expect(await may('marketing', 'shared@example.com')).toEqual({ skipped: 'suppressed' });
  });

  it('leaves no trace of the address in what it keeps', async () => {
    await take('Bounce', bounce('Permanent'));
    const kept = await suppressions().find({ channel: 'email', address: 'ada@example.com' });
    expect(JSON.stringify(kept)).not.toMatch(/ada|example/);
  });

  it('for a time suppresses nothing', async () => {
    await take('Bounce', bounce('Transient'));
    expect(await may('marketing')).toEqual({ ok: true });
    expect(world.told).toHaveLength(1);
  });

  const softly = (day: number) =>
    take('Bounce', {
      bounce: { ...bounce('Transient').bounce, timestamp: `2026-11-${day}T10:00:00.000Z` },
    });

  it('for a time, the third in 30 days, suppresses the address for 30 days, and is told', async () => {
    for (const day of [16, 17, 17]) await softly(day);
    expect(await may('marketing')).toEqual({ ok: true });
    await softly(18);
    for (const kind of ['marketing', 'transactional'] as const)
      expect(await may(kind)).toEqual({ skipped: 'suppressed' });
    expect(world.told.at(-1)?.properties).toMatchObject({
      type: 'Transient: General',
      suppressed: true,
      suppressedUntil: '2026-12-18T10:00:00.000Z',
    });
    expect(await may('marketing', undefined, new Date('2026-12-18T09:59:59Z'))).toEqual({
      skipped: 'suppressed',
    });
    expect(await may('marketing', undefined, new Date('2026-12-18T10:00:00Z'))).toEqual({ ok: true });
  });

  it('for a time is forgiven by a delivery', async () => {
    await softly(16);
    await softly(17);
    const delivered = { person, run, journey: 'j', step: 'other', visit: 0, channel: 'email', template: 't' };
    await world.table.put({
      ...messageKey(person, run, 'other', 0),
      ...delivered,
      kind: 'marketing',
      status: 'sent',
      claims: 1,
      after: 1,
      at: since,
      deliveredAt: '2026-11-17T12:00:00.000Z',
    });
    await softly(18);
    await softly(19);
    expect(await may('marketing')).toEqual({ ok: true });
    await softly(20);
    expect(await may('marketing')).toEqual({ skipped: 'suppressed' });
  });

  it('that is about the message says nothing of the mailbox', async () => {
    for (const day of [16, 17, 18, 19])
      await take('Bounce', {
        bounce: {
          ...bounce('Transient').bounce,
          bounceSubType: 'MessageTooLarge',
          timestamp: `2026-11-${day}T10:00:00.000Z`,
        },
      });
    expect(await may('marketing')).toEqual({ ok: true });
  });
});
