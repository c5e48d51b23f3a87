import { describe, expect, test } from 'vitest';
import { MessageCapture } from '../../../local/capture.ts';
import { Control } from '../../../local/control/control.ts';
import { Faults } from '../../../local/faults.ts';
import { Outbound } from '../../../local/outbound.ts';
import { machinePace } from '../../../local/pace.ts';
import type { Service } from '../../../local/service.ts';
import { Store } from '../../../local/store.ts';
import { Usage } from '../../../local/usage.ts';
import { VirtualClock } from '../../../local/virtual-clock.ts';
import { Work } from '../../../local/work.ts';
import { request } from '../../support/http-api.ts';

function control() {
  const store = new Store(':memory:');
  const work = new Work();
  const clock = new VirtualClock({ store, work, frozenAt: Date.UTC(2026, 0, 1) });
  const faults = new Faults();
  const capture = new MessageCapture(store);
  const outbound = new Outbound(store, clock, faults, machinePace(work));
  const sesv2: Service = { id: 'sesv2', permissions: () => [], call: () => ({}) };
  const services = new Map([['sesv2', sesv2]]);
  const usage = new Usage();
  const made = new Control({ capture, outbound, faults, clock, work, usage, services });
  const call = async (method: string, path: string, body?: unknown) => {
    const text = typeof body === 'string' ? body : body === undefined ? '' : JSON.stringify(body);
    const response = await made.handle(request(method, `/_local/${path}`, {}, text));
    return { status: response.status, body: JSON.parse(String(response.body)) };
  };
  return { call, capture, outbound, faults, work, clock, usage };
}

const email = {
  at: '2026-01-01T00:00:00.000Z',
  channel: 'email',
  to: 'Ann@example.com',
  from: 'shop@example.com',
  subject: 'Hello',
  html: '<p>Hello</p>',
  text: 'Hello',
  headers: { 'List-Unsubscribe': '<https://x>' },
  attachments: [{ filename: 'a.ics', contentType: 'text/calendar', text: 'BEGIN' }],
  person: 'per_1',
  run: 'run_1',
  step: 'welcome',
  providerId: 'p-1',
};

test('captured messages are listed oldest first, by address and channel', async () => {
  const { call, capture } = control();
  capture.record(email);
  capture.record({ ...email, to: 'bob@example.com', channel: 'sms' });
  const all = await call('GET', 'messages');
  expect(all.body.messages).toEqual([
    { id: 'message-1', ...email },
    { id: 'message-2', ...email, to: 'bob@example.com', channel: 'sms' },
  ]);
  expect((await call('GET', 'messages?to=ann@example.com')).body.messages).toHaveLength(1);
  expect((await call('GET', 'messages?channel=sms')).body.messages).toMatchObject([
    { to: 'bob@example.com' },
  ]);
});

describe('calls to outside services', () => {
  test('are recorded without credentials and answered here', async () => {
    const { call, outbound } = control();
    const response = await outbound.fetch('https://graph.facebook.com/v25.0/1/users?access_token=abc&x=1', {
      method: 'POST',
      headers: { authorization: 'Bearer abc', 'content-type': 'application/json' },
      body: JSON.stringify({ data: [['h']], client_secret: 'abc' }),
    });
    expect([response.status, await response.json()]).toEqual([200, {}]);
    await outbound.fetch('https://other.example/', {});
    const { body } = await call('GET', 'outbound?host=graph.facebook.com');
    expect(body.requests).toEqual([
      {
        at: '2026-01-01T00:00:00.000Z',
        method: 'POST',
        url: 'https://graph.facebook.com/v25.0/1/users?access_token=%5Bredacted%5D&x=1',
        headers: { authorization: '[redacted]', 'content-type': 'application/json' },
        body: { data: [['h']], client_secret: '[redacted]' },
        status: 200,
      },
    ]);
  });

  test('fail as they are told to, as often as they are told to', async () => {
    const { call, outbound } = control();
    const fault = {
      host: 'a.example',
      status: 429,
      body: { error: 'slow' },
      headers: { 'retry-after': '5' },
      times: 1,
    };
    expect((await call('POST', 'outbound/faults', fault)).status).toBe(200);
    const failed = await outbound.fetch('https://a.example/x');
    expect([failed.status, failed.headers.get('retry-after'), await failed.json()]).toEqual([
      429,
      '5',
      { error: 'slow' },
    ]);
    expect((await outbound.fetch('https://a.example/x')).status).toBe(200);
  });

  test('keep what is no text as base64', async () => {
    const { call, outbound } = control();
    await outbound.fetch('https://a.example/x', { method: 'POST', body: Uint8Array.of(0xff, 0, 1) });
    const { body } = await call('GET', 'outbound');
    expect(body.requests).toMatchObject([{ body: { base64: '/wAB' } }]);
  });

  test.each([
    ['TimeoutError', { name: 'TimeoutError' }],
    ['ECONNRESET', { name: 'TypeError', message: 'fetch failed', cause: { code: 'ECONNRESET' } }],
  ])('fail without an answer, as fetch does: %s', async (error, thrown) => {
    const { call, outbound } = control();
    const fault = { host: 'a.example', error, times: 1 };
    expect(await call('POST', 'outbound/faults', fault)).toEqual({ status: 200, body: fault });
    await expect(outbound.fetch('https://a.example/x')).rejects.toMatchObject(thrown);
    expect((await outbound.fetch('https://a.example/x')).status).toBe(200);
    expect(outbound.list().map(({ status }) => status)).toEqual([null, 200]);
  });
});

test('faults of services wait for calls of that service', async () => {
  const { call, faults } = control();
  await call('POST', 'outbound/faults', { service: 'sesv2', error: 'ThrottlingException', times: 2 });
  expect(faults.takeForService('sqs', 'SendMessage')).toBeUndefined();
  expect(faults.takeForService('sesv2', 'SendEmail')).toMatchObject({ error: 'ThrottlingException' });
  expect(faults.takeForService('sesv2', 'SendEmail')).toBeDefined();
  expect(faults.takeForService('sesv2', 'SendEmail')).toBeUndefined();
});

test('the clock is read and moved', async () => {
  const { call } = control();
  expect((await call('GET', 'clock')).body).toEqual({ now: '2026-01-01T00:00:00.000Z' });
  expect((await call('POST', 'clock/advance', { by: 'P3DT1H' })).body).toEqual({
    now: '2026-01-04T01:00:00.000Z',
  });
});

test('settle answers when no work is under way', async () => {
  const { call, work } = control();
  const end = work.begin();
  let settled = false;
  const settling = call('POST', 'settle').then(() => {
    settled = true;
  });
  await new Promise((resolve) => setImmediate(resolve));
  expect(settled).toBe(false);
  end();
  await settling;
});

test('price is that of the usage, at list prices in dollars', async () => {
  const { call, usage } = control();
  usage.stateTransitions = 1_000;
  usage.sesMessages = 1_000;
  expect((await call('GET', 'price')).body).toEqual({ aws: 0.025, messages: 0.16 });
});

test('usage has the counters of the contract', async () => {
  const { call } = control();
  expect((await call('GET', 'usage')).body).toEqual({
    stateTransitions: 0,
    lambdaInvocations: 0,
    lambdaGbSeconds: 0,
    dynamodb: { readUnits: 0, writeUnits: 0 },
    sqsRequests: 0,
    snsPublishes: 0,
    sesMessages: 0,
    smsParts: 0,
    whatsappMessages: 0,
    sesReceived: 0,
    s3Puts: 0,
    s3Gets: 0,
    httpRequests: 0,
    schedulerInvocations: 0,
    eventbridgeEvents: 0,
  });
});

test.each([
  [
    'POST',
    'clock/advance',
    { by: '3 days' },
    400,
    'by: give an ISO 8601 duration of weeks, days or less, as {"by":"P3D"}',
  ],
  ['POST', 'clock/advance', { by: 'P99999999999D' }, 400, 'by: at most P3660D at once, not P99999999999D'],
  ['POST', 'clock/advance', '{', 400, 'body: not JSON'],
  ['POST', 'outbound/faults', { host: 'a', status: 42 }, 400, 'status: '],
  [
    'POST',
    'outbound/faults',
    { host: 'a', error: 'Tired' },
    400,
    'error: must be TimeoutError or ECONNRESET',
  ],
  ['POST', 'outbound/faults', { host: 'a', error: 'TimeoutError', status: 500 }, 400, 'body: '],
  [
    'POST',
    'outbound/faults',
    { service: 'sms', error: 'x' },
    400,
    'service: unknown service "sms"; known: sesv2',
  ],
  ['POST', 'outbound/faults', { service: 'sesv2', eror: 'x' }, 400, 'error: '],
  ['GET', 'nothing', undefined, 404, 'there is no /_local/nothing'],
  ['GET', 'settle', undefined, 405, '/_local/settle takes POST'],
])('%s %s %j is a problem that says so', async (method, path, body, status, detail) => {
  const answer = await control().call(method, path, body);
  expect(answer).toMatchObject({ status, body: { status, detail: expect.stringContaining(detail) } });
});
