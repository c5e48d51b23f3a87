import type { SNSEvent } from 'aws-lambda';
import { beforeEach, describe, expect, it } from 'vitest';
import { addressOf } from '../../../domain/channels/address-of.ts';
import { mayReceive } from '../../../domain/consent/may-receive.ts';
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
  return feedback({ table: world.table, line: world.line }, silent)(event as SNSEvent);
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
const may = async (kind: MessageKind) => {
  const theirs = await profile();
  const address = addressOf(theirs, 'email');
  return mayReceive({ profile: theirs, kind, channel: 'email', address, topic: 'offers' });
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

  it('that was taken back ends nothing', async () => {
    await take('Complaint', complaint('not-spam'));
    expect(await may('marketing')).toEqual({ ok: true });
  });

  it('of a member of staff ends nothing for the customer', async () => {
    await message('sent', 'staff');
    await take('Complaint', complaint('abuse'));
    expect(await may('marketing')).toEqual({ ok: true });
    expect(world.told).toEqual([]);
  });

  it.each([1, 2, 3, 4])('is heeded and told once also when the function dies after call %i', async (n) => {
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

  it('for a time suppresses nothing', async () => {
    await take('Bounce', bounce('Transient'));
    expect(await may('marketing')).toEqual({ ok: true });
    expect(world.told).toHaveLength(1);
  });

  it("of an address that is not the person's suppresses nothing", async () => {
    await take('Bounce', bounce('Permanent', 'other@example.com'));
    expect((await profile()).suppressed).toBeUndefined();
  });
});
