import { Webhook } from 'standardwebhooks';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { ownersPart } from '../../infra/local-owner.ts';
import { Centre } from './centre.ts';
import { fixtureAssembly } from './fixtures/assembly.ts';

const ada = 'ada@example.com';
const host = 'crm.example';

interface Told {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

interface Shown {
  readonly status: string;
  readonly history: readonly { readonly step: string; readonly outcome: string }[];
}

const parameter = '/onward/channels';
const connected = JSON.parse(
  ownersPart.Parameters.find(({ Name }) => Name === parameter)?.LocalValue ?? '{}',
) as { readonly webhook: readonly { readonly secrets: readonly string[] }[] };
const [secret = ''] = connected.webhook[0]?.secrets ?? [];

let assembly: Awaited<ReturnType<typeof fixtureAssembly>>;
beforeAll(async () => {
  assembly = await fixtureAssembly();
}, 120_000);
afterAll(() => assembly.remove());

let centre: Centre;
beforeEach(async () => {
  centre = await Centre.open({ templateDir: assembly.directory });
});
afterEach(() => centre.cloud.close());

const cancels = () => centre.appointment(ada, 'Appointment Cancelled', { bookingId: 'b-1' });
const told = async (): Promise<Told[]> => {
  const answer = await centre.cloud.http('GET', `/_local/outbound?host=${host}`);
  return (answer.json() as { requests: Told[] }).requests;
};
const ids = async () => new Set((await told()).map(({ headers }) => headers['webhook-id']));
const run = async (): Promise<Shown> => {
  const [found] = await centre.runs(ada, 'telling-systems');
  return centre.get<Shown>(`/v1/runs/${found?.id}`);
};

/** What a receiver with this secret takes a call for, at the local cloud's time. */
function verified({ headers, body }: Told, by = secret): unknown {
  vi.useFakeTimers({ now: centre.cloud.now(), toFake: ['Date'] });
  try {
    return new Webhook(by).verify(JSON.stringify(body), headers);
  } finally {
    vi.useRealTimers();
  }
}

const connect = async (webhook: object): Promise<void> => {
  await centre.cloud.call('ssm', 'PutParameter', {
    Name: parameter,
    Value: JSON.stringify({ webhook: [webhook] }),
    Type: 'SecureString',
    Overwrite: true,
  });
};

describe('a system of the business', () => {
  it('is told what happened to whom, signed as Standard Webhooks ask', async () => {
    await cancels();
    const [call] = await told();
    expect(call?.url).toBe('https://crm.example/hooks/onward');
    expect(verified(call!)).toMatchObject({
      type: 'message',
      timestamp: expect.stringMatching(/^2026-/),
      data: {
        template: 'service-status',
        kind: 'transactional',
        person: { id: expect.stringMatching(/^per_/), identifiers: { email: [ada] } },
        journey: 'telling-systems',
        step: 'tell-crm',
        event: { name: 'Appointment Cancelled', properties: { bookingId: 'b-1' } },
        data: { bookingId: 'b-1', service: 'oil-change', status: 'ready' },
      },
    });
    expect(await run()).toMatchObject({ status: 'completed', history: [{ outcome: 'sent' }] });
  });

  it('is signed for with both secrets while one is changed for the other', async () => {
    const next = `whsec_${Buffer.alloc(32, 9).toString('base64')}`;
    await connect({ id: 'crm', url: `https://${host}/hook`, secrets: [next, secret] });
    await cancels();
    const [call] = await told();
    for (const each of [secret, next]) expect(verified(call!, each)).toMatchObject({ type: 'message' });
  });

  it.each([
    ['it is down', { status: 503, times: 2 }],
    ['it is busy', { status: 429, times: 2 }],
    ['it took the call and its answer was lost', { error: 'TimeoutError', after: true, times: 2 }],
    ['it hangs up', { error: 'ECONNRESET', times: 2 }],
  ])('is told again under the same id where %s', async (_what, fault) => {
    await centre.meets({ host, ...fault });
    await cancels();
    await centre.cloud.advance('PT10M');
    expect(await told()).toHaveLength(3);
    expect(await ids()).toEqual(new Set([expect.stringMatching(/^msg_[a-z2-7]{24}$/)]));
    expect(await run()).toMatchObject({ status: 'completed', history: [{ outcome: 'sent' }] });
  });

  it.each([400, 404, 410, 307])('is told no more where it refuses: %d', async (status) => {
    await centre.meets({
      host,
      status,
      headers: { location: 'https://169.254.169.254/latest/meta-data' },
      times: 9,
    });
    await cancels();
    await centre.cloud.advance('PT10M');
    expect((await run()).status).toBe('failed');
    const answer = await centre.cloud.http('GET', '/_local/outbound?host=169.254.169.254');
    expect(answer.json()).toEqual({ requests: [] });
  });

  it.each(['https://169.254.169.254/', 'https://10.0.0.8/hook', 'https://[::1]/hook'])(
    'is not told where it is in a private network: %s',
    async (url) => {
      await connect({ id: 'crm', url, secrets: [secret] });
      await cancels();
      await centre.cloud.advance('PT10M');
      expect((await run()).status).toBe('failed');
      const answer = await centre.cloud.http('GET', '/_local/outbound');
      expect(answer.json()).toEqual({ requests: [] });
    },
  );

  it('is passed over where the owner has not connected it', async () => {
    await connect({ id: 'another', url: `https://${host}/hook`, secrets: [secret] });
    await cancels();
    expect((await run()).history).toMatchObject([{ outcome: 'skipped: no-channel' }]);
  });
});
