import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Member } from '../../../domain/audiences/audience-queue.ts';
import type { Membership } from '../../../domain/audiences/membership.ts';
import { Memberships } from '../../../domain/audiences/memberships.ts';
import { AccessTokens } from '../../../domain/audiences/networks/access-tokens.ts';
import { ConnectedNetwork } from '../../../domain/audiences/networks/connected.ts';
import { google } from '../../../domain/audiences/networks/google/google.ts';
import { meta } from '../../../domain/audiences/networks/meta/meta.ts';
import type { Profile } from '../../../domain/people/profile.ts';
import { runKey } from '../../../domain/records.ts';
import type { RunRecord } from '../../../domain/runs/run-record.ts';
import { syncAudience } from '../../../functions/sync-audience/sync-audience.ts';
import { aProfile, person } from '../../domain/consent/a-profile.ts';
import { OutsideWorld, silent } from '../outside-world.ts';

const now = new Date('2026-11-26T14:00:00Z');
const audience = 'retargeting';
const topic = 'offers';
const run = 'run_abcdefghijklmnopqrstuvwx_abcdefghijklmnop';
const consent = { state: 'given', at: '2026-11-01T00:00:00.000Z' } as const;
const access = { accessToken: 'secret' };

let world: OutsideWorld;
let memberships: Memberships;
let looked: Member[];
let log: unknown[][];
/** What was asked of the networks, as they heard it. */
let heard: string[];
/** What was sent with it. */
let sent: string[];
/** Runs when a network has heard something, before it answers. */
let whileAsked: (call: string) => Promise<Response | undefined>;

const profile = (over: Partial<Profile> = {}) => aProfile({ consents: { 'ads/offers': consent }, ...over });
const running = { ...runKey(person, run), id: run, person, status: 'running', hops: 0 } as RunRecord;

const connected = [
  new ConnectedNetwork(meta, { access, audiences: { [audience]: '77' } }, new AccessTokens()),
];
const sync = (networks: readonly ConnectedNetwork[] = connected) =>
  syncAudience({
    table: world.table,
    connections: { read: async () => networks },
    queue: {
      send: async (members) => {
        looked.push(...members);
      },
    },
    line: world.line,
    log: {
      ...silent,
      warn: (...words: unknown[]) => void log.push(words),
      info: (...words: unknown[]) => void log.push(words),
    },
  });
const message = (id = 'm-1') => ({
  messageId: id,
  body: JSON.stringify({ v: 1, person, audience }),
});
type Batch = Parameters<ReturnType<typeof syncAudience>>[0];
const batch = (...records: readonly object[]) => ({ Records: records }) as Batch;
const failures = async (answer: ReturnType<ReturnType<typeof syncAudience>>) =>
  (await answer).batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);

const want = () => memberships.want({ audience, topic }, running, profile(), now);
const membership = () => memberships.read(audience, person);
const state = async () => (await membership())?.networks.meta?.state;

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now });
  world = new OutsideWorld();
  memberships = new Memberships(world.table);
  looked = [];
  log = [];
  heard = [];
  sent = [];
  whileAsked = async () => undefined;
  vi.stubGlobal('fetch', async (url: string, { method, body }: RequestInit) => {
    const call = `${method} ${new URL(url).pathname.split('/').at(-1)}`;
    heard.push(call);
    sent.push(String(body));
    return (await whileAsked(call)) ?? Response.json({});
  });
  await world.table.put(profile());
  await world.table.put(running);
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('a batch', () => {
  it('looks once at a person of whom two messages tell', async () => {
    await want();
    expect(await failures(sync()(batch(message('m-1'), message('m-2'))))).toEqual([]);
    expect(heard).toEqual(['POST users']);
  });

  it('does nothing the second time', async () => {
    await want();
    await sync()(batch(message()));
    const writes = world.calls.length;
    await sync()(batch(message()));
    expect(heard).toEqual(['POST users']);
    expect(world.calls.slice(writes)).toEqual(['GetItem', 'GetItem', 'GetItem', 'line']);
  });

  it('sends back messages that fail, and those alone', async () => {
    await want();
    const broken = { messageId: 'm-2', body: 'not ours' };
    expect(await failures(sync()(batch(message(), broken)))).toEqual(['m-2']);
    expect(await state()).toBe('in');
  });

  it('sends back messages of a busy network', async () => {
    await want();
    whileAsked = async () => new Response('', { status: 429 });
    expect(await failures(sync()(batch(message('m-1'), message('m-2'))))).toEqual(['m-1', 'm-2']);
    expect(await state()).toBe(undefined);
  });

  it('does nothing where the owner has no account', async () => {
    await want();
    expect(await failures(sync([])(batch(message())))).toEqual([]);
    expect(heard).toEqual([]);
  });

  it('writes neither tokens nor addresses into its log', async () => {
    await want();
    whileAsked = async () => new Response('', { status: 401 });
    await sync()(batch(message()));
    whileAsked = async () => undefined;
    await sync()(batch(message()));
    const lines = log
      .map((words) => words.map((word) => JSON.stringify(word, errorsAsText)).join(' '))
      .join('\n');
    expect(lines).toContain('unauthorised');
    expect(lines).not.toMatch(/secret|ada@example\.com/);
  });
});

const errorsAsText = (_key: string, value: unknown): unknown =>
  value instanceof Error ? `${value.name}: ${value.message}` : value;

describe('what is wanted at the time', () => {
  it.each([
    ['consents no more', () => world.table.put(profile({ consents: {} }))],
    ['unsubscribed', () => world.table.put(profile({ unsubscribedAt: now.toISOString() }))],
    [
      'paused marketing',
      () => world.table.put(profile({ pause: { at: now.toISOString(), until: '2100-01-01T00:00:00.000Z' } })),
    ],
    ['called a message spam', () => world.table.put(profile({ complainedAt: now.toISOString() }))],
    ['is in a run that has ended', () => world.table.put({ ...running, status: 'completed' })],
    ['was wanted out', () => memberships.unwant(audience, person, now)],
  ])('takes out who %s', async (_what, change) => {
    await want();
    await sync()(batch(message()));
    await change();
    await sync()(batch(message()));
    expect(heard).toEqual(['POST users', 'DELETE users']);
    expect(await state()).toBe('out');
  });

  it('takes out who was erased, by the hashes that the network was given, and then forgets these', async () => {
    await want();
    await sync()(batch(message()));
    const given = (await membership())?.networks.meta?.keys?.email ?? 'none';
    const left = (await membership()) as Membership;
    world = new OutsideWorld();
    memberships = new Memberships(world.table);
    await world.table.put(left);
    await sync()(batch(message()));
    expect(heard).toEqual(['POST users', 'DELETE users']);
    expect(decodeURIComponent(sent[1] ?? '')).toContain(given);
    expect(await membership()).toBeUndefined();
  });

  it('takes out who has another address by now by the one that was put in', async () => {
    await want();
    await sync()(batch(message()));
    const given = (await membership())?.networks.meta?.keys;
    await world.table.put(profile({ identifiers: { email: ['ada@example.com', 'lovelace@example.com'] } }));
    await memberships.unwant(audience, person, now);
    await sync()(batch(message()));
    expect((await membership())?.networks.meta?.keys).toEqual(given);
  });

  it('refuses who is known by nothing that a network knows', async () => {
    await world.table.put(profile({ identifiers: { email: [] } }));
    await want();
    await sync()(batch(message()));
    expect(heard).toEqual([]);
  });

  it('forgets who is out after longer than a run lasts', async () => {
    await want();
    await sync()(batch(message()));
    expect((await membership())?.expires).toBe(undefined);
    await memberships.unwant(audience, person, now);
    await sync()(batch(message()));
    expect((await membership())?.expires).toBe(now.getTime() / 1000 + 400 * 86_400);
  });
});

describe('an add and a removal at the same time', () => {
  it('end with the person out, whichever the network heard last', async () => {
    await want();
    let inner: Promise<unknown> | undefined;
    whileAsked = async () => {
      if (inner) return undefined;
      inner = (async () => {
        await memberships.unwant(audience, person, now);
        await sync()(batch(message('removal')));
      })();
      await inner;
      return undefined;
    };
    expect(await failures(sync()(batch(message('add'))))).toEqual(['add']);
    expect(heard).toEqual(['POST users', 'DELETE users']);
    await sync()(batch(message('add')));
    expect(heard.at(-1)).toBe('DELETE users');
    expect(await state()).toBe('out');
  });

  it('end with the person out when consent goes while the add is under way', async () => {
    await want();
    let asked = false;
    whileAsked = async () => {
      if (asked) return undefined;
      asked = true;
      await world.table.put(profile({ unsubscribedAt: now.toISOString() }));
      await sync()(batch(message('removal')));
      return undefined;
    };
    expect(await failures(sync()(batch(message('add'))))).toEqual(['add']);
    await sync()(batch(message('add')));
    expect(heard).toEqual(['POST users', 'DELETE users', 'DELETE users']);
    expect(await state()).toBe('out');
  });

  it('end with the person out though the add was never written down', async () => {
    await want();
    await sync()(batch(message()));
    await world.table.put(profile({ consents: {} }));
    await sync()(batch(message()));
    await world.table.put(profile());
    expect(await world.dying(5, () => sync()(batch(message())))).toBe(true);
    await world.table.put(profile({ consents: {} }));
    await sync()(batch(message()));
    expect(heard.at(-1)).toBe('DELETE users');
    expect(await state()).toBe('out');
  });
});

describe("Google's later answers", () => {
  const atGoogle = [
    ...connected,
    new ConnectedNetwork(
      google,
      { access, customerId: '1234567890', audiences: { [audience]: '9' } },
      new AccessTokens(),
    ),
  ];
  const status = (requestStatus: string, reason?: string) =>
    Response.json({
      requestStatusPerDestination: [
        { requestStatus, errorInfo: { errorCounts: reason ? [{ reason, recordCount: '1' }] : [] } },
      ],
    });
  const standing = async () => (await membership())?.networks.google;

  beforeEach(async () => {
    await want();
    whileAsked = async (call) => (call.includes('ingest') ? Response.json({ requestId: 'r-1' }) : undefined);
    await sync(atGoogle)(batch(message()));
  });

  it('are asked for after a while', async () => {
    expect(await standing()).toMatchObject({ state: 'pending', requestId: 'r-1' });
    expect(looked).toMatchObject([{ person, audience }]);
  });

  it('say that it succeeded for some only', async () => {
    whileAsked = async () => status('PARTIAL_SUCCESS', 'PROCESSING_ERROR_REASON_NO_CONSENT');
    await sync(atGoogle)(batch(message()));
    expect(await standing()).toMatchObject({
      state: 'in',
      unconfirmed: true,
      reason: 'partial: 1 NO_CONSENT',
    });
  });

  it('say that it failed', async () => {
    whileAsked = async () => status('FAILED', 'PROCESSING_ERROR_REASON_NO_CONSENT');
    await sync(atGoogle)(batch(message()));
    expect(await standing()).toMatchObject({ state: 'refused', reason: 'NO_CONSENT' });
    expect(world.told.at(-1)).toMatchObject({
      name: 'Audience Left',
      properties: { network: 'google', result: 'refused', reason: 'NO_CONSENT' },
    });
  });

  it('are given up after a day, and tried anew another night', async () => {
    whileAsked = async () => status('PROCESSING');
    vi.setSystemTime(now.getTime() + 23 * 3_600_000);
    await sync(atGoogle)(batch(message()));
    expect(looked).toHaveLength(2);
    vi.setSystemTime(now.getTime() + 24 * 3_600_000);
    await sync(atGoogle)(batch(message()));
    expect(await standing()).toMatchObject({ state: 'refused', again: true });
  });

  it('of an add are not waited for when the person is wanted out', async () => {
    await memberships.unwant(audience, person, now);
    await sync(atGoogle)(batch(message()));
    expect(heard.at(-1)).toBe('POST audienceMembers:remove');
    expect((await standing())?.state).toBe('out');
  });
});
