import type { SNSEvent } from 'aws-lambda';
import { beforeEach, describe, expect, it } from 'vitest';
import { Suppressions } from '../../../domain/consent/suppressions.ts';
import type { MessageRecord } from '../../../domain/messages/message-record.ts';
import { Messages } from '../../../domain/messages/messages.ts';
import { newProfile } from '../../../domain/people/fold.ts';
import type { Profile } from '../../../domain/people/profile.ts';
import { messageKey, profileKey } from '../../../domain/records.ts';
import { feedback } from '../../../functions/feedback/feedback.ts';
import { OutsideWorld, silent } from '../outside-world.ts';

const person = 'per_abcdefghijklmnopqrstuvwx';
const run = 'run_abcdefghijklmnopqrstuvwx_abcdefghijklmnop';
const since = '2026-11-16T09:00:00.000Z';
const at = '2026-11-16T10:00:00.000Z';
const phone = '+16035550123';
const tags = { person, run, step: 'tell', visit: '0' };

let world: OutsideWorld;
beforeEach(async () => {
  world = new OutsideWorld();
  await world.table.put({
    ...newProfile(person, since),
    identifiers: { phone: [phone] },
    consents: {
      'sms/offers': { state: 'given', at: since },
      'whatsapp/offers': { state: 'given', at: since },
    },
  });
  const rest = { person, run, journey: 'j', step: 'tell', visit: 0, channel: 'sms', template: 't' };
  await world.table.put({
    ...messageKey(person, run, 'tell', 0),
    ...rest,
    kind: 'marketing',
    status: 'claimed',
    claims: 1,
    after: 1,
    at: since,
  });
});

const key = 'k'.repeat(32);
let suppressions: Suppressions;
beforeEach(() => {
  suppressions = new Suppressions(world.table, key);
});

const take = (told: unknown) => {
  const Message = typeof told === 'string' ? told : JSON.stringify(told);
  const event = { Records: [{ Sns: { MessageId: 'm', Message } }] };
  return feedback(
    { table: world.table, line: world.line, signingKey: async () => key },
    silent,
  )(event as SNSEvent);
};
const text = (eventType: string, over: object = {}) =>
  take({
    eventType,
    eventVersion: '1.0',
    eventTimestamp: Date.parse(at),
    isFinal: true,
    destinationPhoneNumber: phone,
    messageId: 'text-1',
    messageStatusDescription: 'as the carrier words it',
    context: tags,
    ...over,
  });
const whatsapp = (status: string, over: object = {}) =>
  take({
    messageId: 'aws-1',
    whatsAppWebhookEntry: JSON.stringify({
      changes: [
        {
          field: 'messages',
          value: {
            statuses: [
              {
                id: 'wamid.1',
                status,
                timestamp: String(Date.parse(at) / 1000),
                recipient_id: phone.slice(1),
                biz_opaque_callback_data: JSON.stringify(tags),
                ...over,
              },
            ],
          },
        },
      ],
    }),
  });
const failed = (code: number) => whatsapp('failed', { errors: [{ code, title: 'as Meta words it' }] });

const record = async () => (await world.table.get(messageKey(person, run, 'tell', 0))) as MessageRecord;
const profile = async () => (await world.table.get<Profile>(profileKey(person))) as Profile;

describe('of a text', () => {
  it.each([
    ['TEXT_PENDING', { isFinal: false }, {}],
    ['TEXT_SUCCESSFUL', { isFinal: false }, {}],
    ['TEXT_SUCCESSFUL', {}, { deliveredAt: at }],
    ['TEXT_DELIVERED', {}, { deliveredAt: at }],
  ])('%s %j says that it was sent, and nothing to the timeline', async (type, over, noted) => {
    await text(type, over);
    const { status, providerId, deliveredAt, bouncedAt } = await record();
    expect({ status, providerId, deliveredAt, bouncedAt }).toEqual({
      status: 'sent',
      providerId: 'text-1',
      deliveredAt: undefined,
      bouncedAt: undefined,
      ...noted,
    });
    expect(world.told).toEqual([]);
  });

  it.each([
    'TEXT_BLOCKED',
    'TEXT_CARRIER_BLOCKED',
    'TEXT_SPAM',
    'TEXT_TTL_EXPIRED',
    'TEXT_UNKNOWN',
    'TEXT_NEW',
  ])('%s says that it did not arrive, and the timeline is told once', async (type) => {
    await text(type);
    const reason = `${type}: as the carrier words it`;
    expect(await record()).toMatchObject({ status: 'sent', bouncedAt: at, bounce: reason });
    await text(type);
    expect(new Set(world.told.map(({ messageId }) => messageId))).toEqual(new Set(['text-1/undelivered']));
    expect(world.told[0]).toMatchObject({
      name: 'Message Undelivered',
      properties: { channel: 'sms', reason, run, step: 'tell' },
      timestamp: at,
    });
    expect(await suppressions.find({ channel: 'sms', address: phone })).toBeUndefined();
  });

  it('TEXT_INVALID suppresses the number', async () => {
    await text('TEXT_INVALID');
    expect(await suppressions.find({ channel: 'sms', address: phone })).toMatchObject({ bounce: { at } });
  });
});

/** The message's list goes on behind the channel that it went by. */
const goesOn = (channel: 'sms' | 'whatsapp', over: object = {}) =>
  world.table.update(
    messageKey(person, run, 'tell', 0),
    'SET #status = :sent, channel = :channel, #next = :next, kind = :kind',
    {
      names: { '#status': 'status', '#next': 'next' },
      values: {
        ':sent': 'sent',
        ':channel': channel,
        ':next': { channels: ['email'], data: {}, worthUntil: '2026-11-18T09:00:00.000Z' },
        ':kind': 'marketing',
        ...over,
      },
    },
  );

describe('of a message whose list goes on', () => {
  it.each([
    ['TEXT_UNREACHABLE', {}, 'email'],
    ['TEXT_TTL_EXPIRED', {}, 'email'],
    ['TEXT_UNREACHABLE', { isFinal: false }, undefined],
    ['TEXT_UNKNOWN', {}, undefined],
  ])('%s %j has %s tried', async (type, over, next) => {
    await goesOn('sms');
    await text(type, over);
    expect(world.told[0]?.properties.next).toBe(next);
    expect(await record()).toMatchObject(
      next ? { status: 'failed', rejectedAt: at } : { status: 'sent', bouncedAt: at },
    );
  });

  it.each([
    [131026, 'email'],
    [132001, 'email'],
    // Something went wrong at Meta's: it may have come.
    [131000, undefined],
    // The person has stopped marketing in the app just now.
    [131050, undefined],
  ])('%d has %s tried', async (code, next) => {
    await goesOn('whatsapp');
    await failed(code);
    expect(world.told[0]?.properties.next).toBe(next);
  });

  it('has none tried for one that had come', async () => {
    await goesOn('whatsapp');
    await whatsapp('read');
    await failed(131026);
    expect(world.told[0]?.properties).not.toHaveProperty('next');
  });

  it('is told again where the function died before it had told, and not of a channel before the present one', async () => {
    await goesOn('whatsapp');
    await world.dying(4, () => failed(131026));
    await failed(131026);
    expect(new Set(world.told.map(({ messageId, properties }) => `${messageId} ${properties.next}`))).toEqual(
      new Set(['aws-1/undelivered email']),
    );
    world.told.length = 0;
    await goesOn('sms');
    await whatsapp('delivered');
    await failed(132001);
    expect(await record()).not.toHaveProperty('deliveredAt');
    expect(world.told).toEqual([]);
  });
});

it('of a text without a record, as an answer to STOP, nothing is noted and nobody warned', async () => {
  const warned: unknown[] = [];
  const Message = JSON.stringify({
    eventType: 'TEXT_DELIVERED',
    eventTimestamp: Date.parse(at),
    isFinal: true,
    destinationPhoneNumber: phone,
    messageId: 'text-9',
  });
  const log = { ...silent, warn: (...all: unknown[]) => void warned.push(all) };
  const outside = { table: world.table, line: world.line, signingKey: async () => key };
  await feedback(outside, log)({ Records: [{ Sns: { MessageId: 'm', Message } }] } as SNSEvent);
  expect([warned, world.told]).toEqual([[], []]);
});

describe('of a WhatsApp message', () => {
  beforeEach(() =>
    world.table.update(messageKey(person, run, 'tell', 0), 'SET channel = :channel', {
      values: { ':channel': 'whatsapp' },
    }),
  );

  it.each([
    ['sent', {}],
    ['delivered', { deliveredAt: at }],
    ['read', { openedAt: at }],
  ])('%s is noted', async (status, noted) => {
    await whatsapp(status);
    expect(await record()).toMatchObject({ status: 'sent', ...noted });
    expect(world.told).toEqual([]);
  });

  it('what Meta does not take counts as not sent, whatever comes afterwards', async () => {
    await failed(132001);
    await whatsapp('sent');
    expect(await record()).toMatchObject({
      status: 'failed',
      rejectedAt: at,
      reason: '132001: as Meta words it',
    });
    expect(world.told).toMatchObject([{ name: 'Message Undelivered', properties: { channel: 'whatsapp' } }]);
  });

  it.each([131026, 131049, 130472])('%d was sent in vain', async (code) => {
    await failed(code);
    expect(await record()).toMatchObject({ status: 'sent', bounce: `${code}: as Meta words it` });
  });

  it('what Meta does not take stays so where it said so before its taking was written down', async () => {
    const claim = await record();
    await failed(132001);
    await new Messages(world.table).sent(claim, 'aws-1');
    expect(await record()).toMatchObject({
      status: 'failed',
      reason: '132001: as Meta words it',
      providerId: 'aws-1',
    });
  });

  it('131026 suppresses the number on WhatsApp for 30 days, and nothing of texts', async () => {
    await failed(131026);
    expect(await suppressions.find({ channel: 'whatsapp', address: phone })).toMatchObject({
      bounce: { at, until: '2026-12-16T10:00:00.000Z', reason: '131026: as Meta words it' },
    });
    expect(await suppressions.find({ channel: 'sms', address: phone })).toBeUndefined();
  });

  it('131050 withdraws what was agreed to on WhatsApp, and no more', async () => {
    await failed(131050);
    const { consents } = await profile();
    expect(consents['whatsapp/offers']?.state).toBe('withdrawn');
    expect(consents['sms/offers']?.state).toBe('given');
  });
});

it.each([
  ['no JSON', 'Hello'],
  ['a list', []],
  ['null', 'null'],
  ['a text without a context', { eventType: 'TEXT_DELIVERED', isFinal: true }],
  ['an entry that is no JSON', { whatsAppWebhookEntry: '{', messageId: 'x' }],
  [
    'what somebody wrote',
    { whatsAppWebhookEntry: '{"changes":[{"value":{"messages":[{}]}}]}', messageId: 'x' },
  ],
  [
    'a status of another system’s message',
    {
      whatsAppWebhookEntry: JSON.stringify({
        changes: [
          {
            value: {
              statuses: [
                { status: 'sent', timestamp: '1', recipient_id: '1', biz_opaque_callback_data: 'theirs' },
              ],
            },
          },
        ],
      }),
    },
  ],
])('leaves alone %s', async (_what, told) => {
  await take(told);
  expect(await record()).toMatchObject({ status: 'claimed' });
  expect(world.told).toEqual([]);
});

it('of a message that has no record any more changes nothing, and fails nothing', async () => {
  await text('TEXT_DELIVERED', { context: { ...tags, step: 'gone' } });
  await text('TEXT_BLOCKED', { context: { ...tags, step: 'gone' } });
  expect(world.told).toEqual([]);
});
