import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Centre } from './centre.ts';

const ada = 'ada@example.com';
const bob = 'bob@example.com';
const facebook = 'graph.facebook.com';
const googleAds = 'datamanager.googleapis.com';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

interface Told {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

describe('retargeting', () => {
  let centre: Centre;

  beforeEach(async () => {
    centre = await Centre.open();
  });
  afterEach(() => centre.cloud.close());

  /** What a network was told: `POST users`, oldest first. */
  const told = async (host: string): Promise<Told[]> => {
    const answer = await centre.cloud.http('GET', `/_local/outbound?host=${host}`);
    return (answer.json() as { requests: Told[] }).requests;
  };
  const orders = async (host: string) =>
    (await told(host)).map(({ method, url }) => `${method} ${new URL(url).pathname.split('/').at(-1)}`);

  const added = ['POST users'];
  const removed = ['POST users', 'DELETE users'];

  const claims = async (email: string, ...channels: string[]) => {
    await centre.consents(email, ...channels);
    await centre.claims(email);
  };
  const toDay = (day: number) => centre.cloud.advance(`P${day}DT5M`);
  const settled = () => centre.cloud.advance('PT20M');

  const audience = () =>
    centre.get<{ wanted: number; withheld: object; networks: Record<string, object> }>(
      '/v1/audiences/oil-change-retargeting',
    );
  const news = async (email: string) => {
    const { items } = await centre.get<{ items: { name: string; properties: Record<string, unknown> }[] }>(
      `/v1/people/email:${email}/timeline?limit=200`,
    );
    return items
      .filter(({ name }) => name.startsWith('Audience'))
      .map(({ name, properties }) => `${name}: ${properties.network} ${properties.result}`);
  };

  it('adds the customer to both networks when no booking comes in three days, hashed', async () => {
    await claims(ada, 'email', 'ads');
    await centre.cloud.advance('P2DT23H');
    expect(await told(facebook)).toEqual([]);
    await centre.cloud.advance('PT2H');
    expect(await told(facebook)).toMatchObject([
      {
        method: 'POST',
        url: 'https://graph.facebook.com/v25.0/120210000000000001/users',
        headers: { authorization: '[redacted]', 'content-type': 'application/json' },
        body: { payload: { schema: ['EMAIL', 'PHONE'], data: [[sha256(ada), '']] } },
      },
    ]);
    expect(await told(googleAds)).toMatchObject([
      {
        method: 'POST',
        url: 'https://datamanager.googleapis.com/v1/audienceMembers:ingest',
        body: {
          destinations: [
            {
              operatingAccount: { accountType: 'GOOGLE_ADS', accountId: '1234567890' },
              productDestinationId: '9000000001',
            },
          ],
          audienceMembers: [{ userData: { userIdentifiers: [{ emailAddress: sha256(ada) }] } }],
          consent: { adUserData: 'CONSENT_GRANTED', adPersonalization: 'CONSENT_GRANTED' },
          encoding: 'HEX',
          termsOfService: { customerMatchTermsOfServiceStatus: 'ACCEPTED' },
        },
      },
    ]);
    expect(await news(ada)).toEqual(['Audience Joined: meta confirmed', 'Audience Joined: google accepted']);
    expect(await audience()).toMatchObject({
      wanted: 1,
      networks: { meta: { confirmed: 1, leaving: 0 }, google: { unconfirmed: 1, leaving: 0 } },
    });
  });

  it('takes the customer out of every audience when they book', async () => {
    await claims(ada, 'email', 'ads');
    await toDay(3);
    await centre.cloud.advance('P2D');
    await centre.books(ada, 3);
    await settled();
    expect(await orders(facebook)).toEqual(removed);
    expect(await orders(googleAds)).toEqual(['POST audienceMembers:ingest', 'POST audienceMembers:remove']);
    expect(await news(ada)).toEqual([
      'Audience Joined: meta confirmed',
      'Audience Joined: google accepted',
      'Audience Left: meta confirmed',
      'Audience Left: google accepted',
    ]);
    expect(await audience()).toMatchObject({
      wanted: 0,
      networks: {},
    });
  });

  it('takes the customer out when the chase ends without a booking', async () => {
    await claims(ada, 'email', 'ads');
    await centre.cloud.advance('P13D');
    expect(await orders(facebook)).toEqual(added);
    await centre.cloud.advance('P2D');
    expect(await orders(facebook)).toEqual(removed);
  });

  it('tells no network of somebody who books on day 1', async () => {
    await claims(ada, 'email', 'ads');
    await centre.cloud.advance('P1D');
    await centre.books(ada, 5);
    await centre.cloud.advance('P20D');
    expect([...(await told(facebook)), ...(await told(googleAds))]).toEqual([]);
  });

  it('tells no network of somebody who did not consent to ads', async () => {
    await claims(ada, 'email');
    await centre.cloud.advance('P20D');
    expect([...(await told(facebook)), ...(await told(googleAds))]).toEqual([]);
    const [run] = await centre.runs(ada, 'oil-change-offer');
    const { history } = await centre.get<{ history: object[] }>(`/v1/runs/${run?.id}`);
    expect(history).toContainEqual(
      expect.objectContaining({ step: 'retarget', outcome: 'skipped: no-consent' }),
    );
  });

  it('adds a customer who consents to ads while the journey wants them', async () => {
    await claims(ada, 'email');
    await toDay(4);
    expect(await audience()).toMatchObject({ wanted: 0, withheld: { 'no-consent': 1 } });
    await centre.consents(ada, 'ads');
    await settled();
    expect(await orders(facebook)).toEqual(added);
    expect(await audience()).toMatchObject({ wanted: 1, withheld: {} });
  });

  it.each([
    ['all marketing', {}],
    ['ads alone, and goes on with the emails', { channel: 'ads' }],
    ['the topic', { topic: 'offers' }],
  ])('takes out who unsubscribes from %s', async (_what, properties) => {
    await claims(ada, 'email', 'ads');
    await toDay(4);
    await centre.fromTill({ email: ada, event: 'Unsubscribed', properties });
    await settled();
    expect(await orders(facebook)).toEqual(removed);
    expect(await news(ada)).toContain('Audience Left: google accepted');
  });

  it('leaves alone who unsubscribes from something else', async () => {
    await claims(ada, 'email', 'ads');
    await toDay(4);
    await centre.fromTill({ email: ada, event: 'Unsubscribed', properties: { channel: 'sms' } });
    await settled();
    expect(await orders(facebook)).toEqual(added);
  });

  it('never adds who unsubscribes before day 3', async () => {
    await claims(ada, 'email', 'ads');
    await centre.cloud.advance('P2D');
    await centre.fromTill({ email: ada, event: 'Unsubscribed', properties: {} });
    await centre.cloud.advance('P20D');
    expect(await told(facebook)).toEqual([]);
  });

  it('names two customers in one call', async () => {
    await claims(ada, 'ads');
    await claims(bob, 'ads');
    await toDay(3);
    const named = (await told(facebook)).map(({ body }) =>
      (body as { payload: { data: string[][] } }).payload.data.map(([email]) => email).toSorted(),
    );
    expect(named).toEqual([[sha256(ada), sha256(bob)].toSorted()]);
  });

  it.each([
    ['429', { status: 429 }],
    ['500', { status: 500 }],
    ['a rate limit', { status: 400, body: { error: { code: 80003, error_subcode: 2446079 } } }],
    ['a time-out', { error: 'TimeoutError' }],
    ['a connection that breaks', { error: 'ECONNRESET' }],
  ])('asks Meta again, and Meta alone, after %s', async (_what, fault) => {
    await centre.meets({ host: facebook, times: 2, ...fault });
    await claims(ada, 'ads');
    await centre.cloud.advance('P3DT2H');
    expect(await orders(facebook)).toEqual(['POST users', 'POST users', 'POST users']);
    expect(await orders(googleAds)).toEqual(['POST audienceMembers:ingest']);
    expect(await news(ada)).toEqual(['Audience Joined: google accepted', 'Audience Joined: meta confirmed']);
  });

  it('does not ask Meta again when it blocks the audience, and counts why', async () => {
    const body = { error: { code: 100, error_subcode: 1713230, message: 'Invalid parameter' } };
    await centre.meets({ host: facebook, status: 400, body, times: 100 });
    await claims(ada, 'ads');
    await centre.cloud.advance('P5D');
    expect(await orders(facebook)).toEqual(added);
    expect(await news(ada)).toContain('Audience Left: meta refused');
    expect(await audience()).toMatchObject({ networks: { meta: { refused: { 'audience-blocked': 1 } } } });
  });

  it('keeps wanting out whom Meta keeps in because the audience would be too small, and asks every night', async () => {
    await claims(ada, 'ads');
    await toDay(4);
    const body = { error: { code: 200, error_subcode: 1870047 } };
    await centre.meets({ host: facebook, status: 400, body, times: 2 });
    await centre.books(ada, 3);
    await settled();
    expect(await audience()).toMatchObject({
      networks: { meta: { refused: { 'audience-too-small': 1 }, leaving: 1 } },
    });
    expect(await news(ada)).not.toContain('Audience Left: meta confirmed');
    await centre.cloud.advance('P2D');
    expect(await orders(facebook)).toEqual(['POST users', 'DELETE users', 'DELETE users', 'DELETE users']);
    expect(await news(ada)).toContain('Audience Left: meta confirmed');
    await centre.cloud.advance('P3D');
    expect(await orders(facebook)).toHaveLength(4);
  });

  it.each([
    ['the token may not', { status: 403, body: { error: { code: 200 } } }],
    ['there is no such audience', { status: 400, body: { error: { code: 100, error_subcode: 33 } } }],
  ])('adds everybody in the night once the owner has put right that %s', async (_what, fault) => {
    await centre.meets({ host: facebook, times: 1, ...fault });
    await claims(ada, 'ads');
    await toDay(3);
    expect(await audience()).toMatchObject({ wanted: 1, networks: { meta: { confirmed: 0 } } });
    await centre.cloud.advance('P1D');
    expect(await orders(facebook)).toEqual(['POST users', 'POST users']);
    expect(await audience()).toMatchObject({ networks: { meta: { confirmed: 1 } } });
  });

  it('keeps asking every night for a removal that is refused', async () => {
    await claims(ada, 'ads');
    await toDay(4);
    await centre.meets({ host: facebook, status: 400, body: { error: { code: 100 } }, times: 2 });
    await centre.books(ada, 3);
    await settled();
    expect(await audience()).toMatchObject({
      networks: { meta: { leaving: 1, refused: { 'meta 100': 1 } } },
    });
    await centre.cloud.advance('P3D');
    expect(await orders(facebook)).toEqual(['POST users', 'DELETE users', 'DELETE users', 'DELETE users']);
    expect(await audience()).toMatchObject({ networks: {} });
  });

  it('counts as unconfirmed whom Google may have taken, and asks again for a removal that may have failed', async () => {
    const partial = {
      requestStatusPerDestination: [
        {
          requestStatus: 'PARTIAL_SUCCESS',
          errorInfo: { errorCounts: [{ reason: 'PROCESSING_ERROR_REASON_NO_CONSENT', recordCount: '1' }] },
        },
      ],
    };
    const answersOnce = (body: object) => centre.meets({ host: googleAds, status: 200, body, times: 1 });
    await answersOnce({ requestId: 'r-1' });
    await answersOnce(partial);
    await claims(ada, 'ads');
    await toDay(4);
    expect(await audience()).toMatchObject({ networks: { google: { confirmed: 0, unconfirmed: 1 } } });
    await answersOnce({ requestId: 'r-2' });
    await answersOnce(partial);
    await centre.books(ada, 3);
    await settled();
    await centre.cloud.advance('P1D');
    expect(await orders(googleAds)).toEqual([
      'POST audienceMembers:ingest',
      'GET requestStatus:retrieve',
      'POST audienceMembers:remove',
      'GET requestStatus:retrieve',
      'POST audienceMembers:remove',
    ]);
  });

  it('tells networks that are new of everybody in the night, by their own rules', async () => {
    await centre.consents('a.d.a+cars@example.com', 'ads');
    await centre.claims('a.d.a+cars@example.com');
    await toDay(3);
    const audiences = { 'oil-change-retargeting': '77' };
    const lasting = { accessToken: 'local-token' };
    await centre.cloud.call('ssm', 'PutParameter', {
      Name: '/onward/ad-networks',
      Type: 'SecureString',
      Overwrite: true,
      Value: JSON.stringify({
        tiktok: { access: lasting, advertiserId: '55', audiences },
        linkedin: { access: lasting, audiences },
      }),
    });
    await centre.meets({ host: 'business-api.tiktok.com', status: 200, body: { code: 40100 }, times: 1 });
    await centre.meets({
      host: 'api.linkedin.com',
      status: 426,
      body: { status: 426, code: 'NONEXISTENT_VERSION' },
      times: 1,
    });
    await centre.cloud.advance('P2D');
    const mapping = {
      method: 'POST',
      url: 'https://business-api.tiktok.com/open_api/v1.3/segment/mapping/',
      body: { action: 'add', batch_data: [[{ id: sha256('ada@example.com'), audience_ids: ['77'] }, {}]] },
    };
    expect(await told('business-api.tiktok.com')).toMatchObject([mapping, mapping]);
    const elements = [
      { action: 'ADD', userIds: [{ idType: 'SHA256_EMAIL', idValue: sha256('a.d.a+cars@example.com') }] },
    ];
    expect((await told('api.linkedin.com')).map(({ body }) => body)).toEqual([{ elements }, { elements }]);
    expect(await audience()).toMatchObject({
      networks: { tiktok: { confirmed: 1 }, linkedin: { confirmed: 1 } },
    });
  });

  it('asks Google what came of a request until it says', async () => {
    const status = (requestStatus: string) => ({ requestStatusPerDestination: [{ requestStatus }] });
    await centre.meets({ host: googleAds, status: 200, body: { requestId: 'r-1' }, times: 1 });
    await centre.meets({ host: googleAds, status: 200, body: status('PROCESSING'), times: 2 });
    await centre.meets({ host: googleAds, status: 200, body: status('SUCCESS'), times: 1 });
    await claims(ada, 'ads');
    await toDay(3);
    expect(await audience()).toMatchObject({ networks: { google: { unconfirmed: 1 } } });
    await centre.cloud.advance('PT2H');
    expect(await orders(googleAds)).toEqual([
      'POST audienceMembers:ingest',
      'GET requestStatus:retrieve',
      'GET requestStatus:retrieve',
      'GET requestStatus:retrieve',
    ]);
    expect((await told(googleAds)).at(-1)?.url).toContain('?requestId=r-1');
    expect(await audience()).toMatchObject({ networks: { google: { confirmed: 1, unconfirmed: 0 } } });
    expect(await news(ada)).toContain('Audience Joined: google confirmed');
  });

  it.each([0, 1, 2, 3, 4, 5, 6, 7, 8])(
    'agrees in the end though sync-audience dies after call %i',
    async (afterCall) => {
      centre.cloud.crash({ function: 'onward-sync-audience', afterCall });
      await claims(ada, 'ads');
      await centre.cloud.advance('P4D');
      centre.cloud.crash({ function: 'onward-sync-audience', afterCall });
      await centre.books(ada, 4);
      await centre.cloud.advance('P1D');
      expect((await orders(facebook)).at(-1)).toBe('DELETE users');
      expect((await orders(googleAds)).at(-1)).toBe('POST audienceMembers:remove');
      expect((await news(ada)).toSorted()).toEqual([
        'Audience Joined: google accepted',
        'Audience Joined: meta confirmed',
        'Audience Left: google accepted',
        'Audience Left: meta confirmed',
      ]);
    },
  );

  it('lists its audiences, and says which there are', async () => {
    expect(await centre.get('/v1/audiences')).toEqual({
      items: [
        {
          id: 'oil-change-retargeting',
          title: 'Oil change, not booked yet',
          topic: 'offers',
          wanted: 0,
          withheld: {},
          networks: {},
        },
      ],
      next: null,
    });
    const unknown = await centre.cloud.http('GET', '/v1/audiences/nobody', {
      headers: { authorization: 'Bearer sk_local' },
    });
    expect([unknown.status, unknown.body]).toEqual([
      404,
      expect.stringContaining('known: oil-change-retargeting'),
    ]);
  });

  it('writes no token into logs or recorded calls', async () => {
    await claims(ada, 'ads');
    await toDay(3);
    const calls = JSON.stringify([...(await told(facebook)), ...(await told(googleAds))]);
    expect(calls).not.toContain('local-meta-token');
    expect(calls).not.toContain('local-google-token');
    expect(calls).not.toContain(ada);
  });
});
