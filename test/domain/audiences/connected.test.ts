import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AccessTokens } from '../../../domain/audiences/networks/access-tokens.ts';
import { ConnectedNetwork } from '../../../domain/audiences/networks/connected.ts';
import { google } from '../../../domain/audiences/networks/google/google.ts';
import { meta } from '../../../domain/audiences/networks/meta/meta.ts';

const now = new Date('2026-11-26T14:00:00Z');
const audiences = { retarget: '77' };
const person = (index: number) => ({ email: String(index).padStart(64, '0') });

interface Sent {
  readonly url: string;
  readonly headers: Headers;
  readonly text: string;
}

let sent: Sent[];
/** What is answered next, oldest first; 200 `{}` when there is no more. An error is thrown. */
let answers: (Response | Error)[];

beforeEach(() => {
  sent = [];
  answers = [];
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    sent.push({ url, headers: new Headers(init.headers), text: String(init.body ?? '') });
    const answer = answers.shift() ?? Response.json({});
    if (answer instanceof Error) throw answer;
    return answer;
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
});

const atMeta = () =>
  new ConnectedNetwork(meta, { access: { accessToken: 'lasting' }, audiences }, new AccessTokens());
const atGoogle = (tokens = new AccessTokens()) =>
  new ConnectedNetwork(
    google,
    {
      access: { refreshToken: 'refresh-secret', clientId: 'client', clientSecret: 'client-secret' },
      customerId: '1234567890',
      audiences,
    },
    tokens,
  );
const token = (access_token: string) => Response.json({ access_token, expires_in: 3600 });

describe('a change of many people', () => {
  it('goes to Meta in parts of 10,000 of one session', async () => {
    const people = Array.from({ length: 10_001 }, (_, index) => person(index));
    const verdicts = await atMeta().change('add', '77', people, now);
    expect(verdicts).toHaveLength(10_001);
    const bodies = sent.map(({ text }) => JSON.parse(text));
    expect(bodies.map(({ payload }) => payload.data.length)).toEqual([10_000, 1]);
    expect(bodies.map(({ session }) => session)).toEqual([
      {
        session_id: expect.any(Number),
        batch_seq: 1,
        last_batch_flag: false,
        estimated_num_total: 10_001,
      },
      {
        session_id: bodies[0].session.session_id,
        batch_seq: 2,
        last_batch_flag: true,
        estimated_num_total: 10_001,
      },
    ]);
    expect(Number.isSafeInteger(bodies[0].session.session_id)).toBe(true);
  });

  it('of 10,000 is one call without a session', async () => {
    await atMeta().change(
      'add',
      '77',
      Array.from({ length: 10_000 }, (_, index) => person(index)),
      now,
    );
    expect(sent.map(({ text }) => JSON.parse(text).session)).toEqual([undefined]);
  });

  it('is judged part by part', async () => {
    answers = [Response.json({}), new Response('', { status: 429 })];
    const people = Array.from({ length: 10_001 }, (_, index) => person(index));
    const verdicts = await atMeta().change('add', '77', people, now);
    expect([verdicts[0], verdicts[9_999], verdicts[10_000]]).toEqual([
      { kind: 'done' },
      { kind: 'done' },
      { kind: 'later', reason: 'http 429' },
    ]);
  });
});

describe('a network that says nothing', () => {
  it.each([
    ['in time', Object.assign(new Error('timed out'), { name: 'TimeoutError' })],
    ['at all', new TypeError('fetch failed')],
  ])('%s is asked later', async (_what, error) => {
    answers = [error];
    expect(await atMeta().change('add', '77', [person(1)], now)).toEqual([
      { kind: 'later', reason: 'http 503' },
    ]);
  });

  it('does not hide a defect of ours', async () => {
    answers = [new RangeError('ours')];
    await expect(atMeta().change('add', '77', [person(1)], now)).rejects.toThrow('ours');
  });
});

describe('a token', () => {
  it('is asked for once, and kept until a minute before its end', async () => {
    const network = atGoogle();
    answers = [token('first')];
    await network.change('add', '77', [person(1)], now);
    await network.change('remove', '77', [person(1)], new Date(now.getTime() + 3_539_000));
    answers = [token('second')];
    await network.change('add', '77', [person(1)], new Date(now.getTime() + 3_540_000));
    expect(sent.map(({ url, headers }) => headers.get('authorization') ?? url)).toEqual([
      'https://oauth2.googleapis.com/token',
      'Bearer first',
      'Bearer first',
      'https://oauth2.googleapis.com/token',
      'Bearer second',
    ]);
    expect(sent[0]?.text).toBe(
      'grant_type=refresh_token&refresh_token=refresh-secret&client_id=client&client_secret=client-secret',
    );
  });

  it('that is refused is replaced once', async () => {
    answers = [token('old'), new Response('', { status: 401 }), token('new'), Response.json({})];
    expect(await atGoogle().change('add', '77', [person(1)], now)).toEqual([{ kind: 'accepted' }]);
    answers = [
      token('old'),
      new Response('', { status: 401 }),
      token('new'),
      new Response('', { status: 401 }),
    ];
    sent = [];
    expect(await atGoogle().change('add', '77', [person(1)], now)).toEqual([
      { kind: 'later', reason: 'unauthorised' },
    ]);
    expect(sent).toHaveLength(4);
  });

  it.each([
    ['withdrawn', Response.json({ error: 'invalid_grant' }, { status: 400 }), 'http 400'],
    ['unreadable', new Response('<html>client-secret</html>'), 'SyntaxError'],
    ['unreachable', new TypeError('fetch failed: refresh-secret'), 'TypeError'],
  ])('that is %s is told without secrets', async (_what, answer, reason) => {
    answers = [answer];
    expect(await atGoogle().change('add', '77', [person(1)], now)).toEqual([
      { kind: 'later', reason: `https://oauth2.googleapis.com gave no token: ${reason}` },
    ]);
  });
});
