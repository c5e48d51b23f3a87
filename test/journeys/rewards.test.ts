import { marshall } from '@aws-sdk/util-dynamodb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { couponKey, referralCodeKey } from '../../domain/records.ts';
import { canonicalCode } from '../../domain/rewards/code.ts';
import { Centre, day } from './centre.ts';

const ada = 'ada@example.com';
const bob = 'bob@example.com';
const secret = { authorization: 'Bearer sk_local' };
const referralCode = '7K3M-Q9TX';
const couponCode = 'OIL-7K3M-Q9TX';

interface Account {
  readonly balance: number;
  readonly entries: readonly { readonly points: number; readonly kind: string }[];
}

interface TimelineItem {
  readonly name: string;
  readonly refused?: string;
  readonly properties: Readonly<Record<string, unknown>>;
}

let centre: Centre;
beforeEach(async () => {
  centre = await Centre.open();
});
afterEach(() => centre.cloud.close());

const put = async (item: Readonly<Record<string, unknown>>): Promise<void> => {
  const { TableNames } = (await centre.cloud.call('dynamodb', 'ListTables', {})) as { TableNames: string[] };
  await centre.cloud.call('dynamodb', 'PutItem', { TableName: TableNames[0], Item: marshall(item) });
};

const idOf = async (email: string): Promise<string> =>
  (await centre.get<{ id: string }>(`/v1/people/email:${encodeURIComponent(email)}`)).id;

/** Somebody whom the centre knows. */
const known = async (email: string): Promise<string> => {
  await centre.appointment(email, 'Page Read', {});
  return idOf(email);
};

const timeline = async (email: string): Promise<readonly TimelineItem[]> =>
  (
    await centre.get<{ items: TimelineItem[] }>(
      `/v1/people/email:${encodeURIComponent(email)}/timeline?limit=200`,
    )
  ).items;

const account = (email: string) =>
  centre.get<Account>(`/v1/people/email:${encodeURIComponent(email)}/points`);

const post = async (path: string, body: object, key?: string) => {
  const headers = { ...secret, ...(key && { 'idempotency-key': key }) };
  const answer = await centre.cloud.http('POST', path, { headers, body });
  await centre.cloud.settle();
  return { status: answer.status, body: answer.json() as Record<string, unknown> };
};

describe('a coupon at the till', () => {
  let person: string;

  beforeEach(async () => {
    person = await known(ada);
    const now = centre.cloud.now();
    await put({
      ...couponKey(canonicalCode(couponCode)),
      code: couponCode,
      person,
      offer: 'oil-change',
      kind: 'percent',
      value: 20,
      issuedAt: new Date(now).toISOString(),
      expiresAt: new Date(now + 14 * day).toISOString(),
      uses: 1,
      used: 0,
      run: 'run_1',
      step: 'issue-coupon',
      visit: 0,
    });
  });

  const redeem = (body: object = {}, key?: string, code = couponCode) =>
    post(`/v1/coupons/${code}/redeem`, body, key);

  it('is shown and used, however it is typed, and stands on the timeline', async () => {
    expect(await centre.get('/v1/coupons/oil7k3mq9tx')).toMatchObject({
      code: couponCode,
      person,
      percent: 20,
      status: 'valid',
      used: 0,
    });
    const { status, body } = await redeem(
      { person: `email:${ada}`, amount: 47.2 },
      'sale-1',
      '0il 7k3m q9tx',
    );
    expect(status).toBe(200);
    expect(body).toEqual({
      code: couponCode,
      person,
      offer: 'oil-change',
      percent: 20,
      redeemedAt: new Date(centre.cloud.now()).toISOString(),
    });
    expect((await timeline(ada)).at(-1)).toMatchObject({
      name: 'Coupon Redeemed',
      properties: { code: couponCode, amount: 47.2, offer: 'oil-change', percent: 20 },
    });
    expect(await centre.get(`/v1/coupons/${couponCode}`)).toMatchObject({ status: 'used', used: 1 });
  });

  it('answers a retry as it answered first, and is used once', async () => {
    const first = await redeem({}, 'sale-1');
    await centre.cloud.advance('P20D');
    expect(await redeem({}, 'sale-1')).toEqual(first);
    expect((await timeline(ada)).filter(({ name }) => name === 'Coupon Redeemed')).toHaveLength(1);
  });

  it('is used by one of two tills at once', async () => {
    const answers = await Promise.all([redeem({}, 'till-1'), redeem({}, 'till-2')]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    const refused = answers.find(({ status }) => status === 409);
    expect(refused?.body).toMatchObject({ reason: 'used', detail: expect.stringContaining('used up') });
  });

  it('is refused when it has expired, when nobody knows it, and when it is another’s', async () => {
    await known(bob);
    expect(await redeem({ person: `email:${bob}` })).toMatchObject({
      status: 403,
      body: { reason: 'not-yours' },
    });
    expect(await redeem({}, 'x', 'OIL-2222-2222')).toMatchObject({
      status: 404,
      body: { reason: 'unknown-code' },
    });
    await centre.cloud.advance('P14D');
    expect(await redeem()).toMatchObject({ status: 410, body: { reason: 'expired' } });
    expect(await centre.get(`/v1/coupons/${couponCode}`)).toMatchObject({ status: 'expired' });
  });

  it('follows the same rule when a server tells of it afterwards', async () => {
    const told = { code: couponCode };
    await centre.appointment(bob, 'Coupon Redeemed', told);
    await centre.appointment(ada, 'Coupon Redeemed', told);
    await centre.appointment(ada, 'Coupon Redeemed', told);
    expect((await timeline(bob)).map(({ refused }) => refused)).toEqual(['not-yours']);
    expect((await timeline(ada)).slice(1).map(({ refused }) => refused)).toEqual([undefined, 'used']);
  });

  it('is the code that stood in the email, with a picture for the counter’s scanner', async () => {
    await centre.consents(bob, 'email');
    await centre.claims(bob);
    const [offer] = centre.cloud.messages({ to: bob });
    const code = /OIL-[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(offer?.text ?? '')?.[0] ?? '';
    expect(offer?.html).toContain(code);
    expect(offer?.html).toContain('src="cid:code"');
    expect(offer?.attachments).toMatchObject([{ filename: 'code.png', contentType: 'image/png' }]);
    expect(await timeline(bob)).toContainEqual(
      expect.objectContaining({ name: 'Coupon Issued', properties: expect.objectContaining({ code }) }),
    );
    expect(await redeem({ person: `email:${bob}` }, 'sale-1', code)).toMatchObject({
      status: 200,
      body: { offer: 'oil-change', percent: 20 },
    });
  });

  it('reads nothing to a write key', async () => {
    const headers = { authorization: 'Bearer wk_local' };
    const answer = await centre.cloud.http('POST', `/v1/coupons/${couponCode}/redeem`, { headers, body: {} });
    expect(answer.status).toBe(403);
  });
});

describe('a referral', () => {
  let referrer: string;

  beforeEach(async () => {
    referrer = await known(ada);
    await put({
      ...referralCodeKey(canonicalCode(referralCode)),
      code: referralCode,
      person: referrer,
    });
  });

  const refers = (friend: string, code = referralCode) =>
    centre.appointment(friend, 'Referral Redeemed', { code });

  const page = async (path: string) => {
    const answer = await centre.cloud.http('GET', path);
    return { status: answer.status, body: answer.body };
  };

  /** Fills in the form of the landing page as a browser does. */
  const claim = async (email: string, ...consents: string[]) => {
    const { body } = await page(`/refer/${referralCode.toLowerCase()}`);
    const once = /name="once" value="([^"]+)"/.exec(body)?.[1] ?? '';
    const form = new URLSearchParams({ email, once });
    for (const consent of consents) form.append('consent', consent);
    const send = () =>
      centre.cloud.http('POST', `/refer/${referralCode}`, {
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: String(form),
      });
    const answers = [await send(), await send()];
    await centre.cloud.settle();
    expect(answers[1]?.body).toBe(answers[0]?.body);
    return { status: answers[0]?.status, body: answers[0]?.body ?? '' };
  };

  it('welcomes a friend on its page, whose form starts their journey and earns points', async () => {
    const shown = await page(`/refer/${referralCode}`);
    expect(shown.status).toBe(200);
    expect(shown.body).not.toContain('checked');
    expect((await timeline(ada)).map(({ name }) => name)).toEqual(['Page Read']);

    const thanks = await claim('Bob@Example.com', 'email', 'ads');
    expect(thanks).toMatchObject({ status: 200, body: expect.stringContaining('Thank you') });
    const told = (await timeline(bob)).map(({ name }) => name);
    expect(told.slice(0, 4)).toEqual([
      'Consent Given',
      'Consent Given',
      'Referral Redeemed',
      'Offer Claimed',
    ]);
    expect(centre.inbox(bob)).toEqual(['send-offer']);
    expect(await account(ada)).toMatchObject({ balance: 100, entries: [{ points: 100, kind: 'earned' }] });
    expect(await centre.get(`/v1/people/${referrer}`)).toMatchObject({ points: 100 });
  });

  it('sends nothing to a friend who did not tick that we may', async () => {
    expect((await claim(bob)).body).toContain('did not tick');
    expect(centre.inbox(bob)).toEqual([]);
    expect((await account(ada)).balance).toBe(100);
  });

  it('lifts no unsubscribe, since anybody can type any address', async () => {
    await centre.appointment(bob, 'Unsubscribed', {});
    await claim(bob, 'email');
    expect(centre.inbox(bob)).toEqual([]);
  });

  it('says kindly that a code is unknown, and asks again for an address that is none', async () => {
    expect(await page('/refer/2222-2222')).toMatchObject({
      status: 404,
      body: expect.stringContaining('do not know this code'),
    });
    const faulty = await claim('bob at home', 'ads');
    expect(faulty.status).toBe(422);
    expect(faulty.body).toMatch(/bob at home.*is no email address/);
    expect(faulty.body).toMatch(/value="ads" checked/);
  });

  it('counts a friend once, online or at the counter', async () => {
    await refers(bob);
    await claim(bob, 'email');
    await refers(bob);
    await refers('bob+again@example.com');
    expect((await account(ada)).balance).toBe(100);
    const rejected = (await timeline('bob+again@example.com')).at(-1);
    expect(rejected).toMatchObject({
      name: 'Referral Rejected',
      properties: { code: referralCode, reason: 'already-redeemed' },
    });
  });

  it('counts one friend once at two tills at the same instant, by two spellings', async () => {
    const at = (email: string) =>
      centre.fromTill({ email, event: 'Referral Redeemed', properties: { code: referralCode } });
    await Promise.all([at('b.ob@gmail.com'), at('bob+1@gmail.com'), at('bob@googlemail.com')]);
    await centre.cloud.settle();
    expect((await account(ada)).balance).toBe(100);
  });

  it.each([ada, 'Ada+me@example.com'])('gives nothing to oneself as %s', async (email) => {
    await refers(email);
    expect((await timeline(email)).at(-1)).toMatchObject({
      name: 'Referral Rejected',
      properties: { reason: 'own-code' },
    });
    expect(await account(ada)).toEqual({ balance: 0, entries: [], next: null });
  });

  it('tells the referrer by email of each friend’s points, also of two friends at once', async () => {
    const at = (email: string) =>
      centre.fromTill({ email, event: 'Referral Redeemed', properties: { code: referralCode } });
    await Promise.all([at(bob), at('cy@example.com')]);
    await centre.cloud.settle();
    expect(centre.inbox(ada)).toEqual(['send-points', 'send-points']);
    expect(centre.cloud.messages({ to: ada }).at(-1)?.text).toContain('You have 200 points now');
  });

  it('uses the code that a good rating was thanked with, the same after every rating', async () => {
    await centre.consents(ada, 'email');
    for (const bookingId of ['b-1', 'b-2'])
      await centre.appointment(ada, 'Review Submitted', { bookingId, stars: 5 });
    const { referralCode: own } = await centre.get<{ referralCode: string }>(`/v1/people/${referrer}`);
    const links = centre.cloud
      .messages({ to: ada })
      .map(({ text }) => /\/refer\/([\w-]+)/.exec(text ?? '')?.[1]);
    expect(new Set(links)).toEqual(new Set([own]));
    await refers(bob, own);
    expect((await account(ada)).balance).toBe(100);
    expect((await timeline(ada)).filter(({ name }) => name === 'Referral Code Issued')).toHaveLength(1);
  });

  it('rejects a code that does not exist', async () => {
    await refers(bob, 'NONE-SUCH');
    expect((await timeline(bob)).map(({ name, refused }) => [name, refused])).toEqual([
      ['Referral Redeemed', 'unknown-code'],
      ['Referral Rejected', undefined],
    ]);
  });

  describe('whose points are spent', () => {
    const spend = (reward: string, key?: string) =>
      post(`/v1/people/email:${ada}/points/redeem`, { reward }, key);

    beforeEach(async () => {
      for (const friend of ['bob', 'cy', 'dan']) await refers(`${friend}@example.com`);
    });

    it('hands out a reward once for one key, and keeps the account exact', async () => {
      const first = await spend('ten-dollars', 'sale-1');
      expect(first).toMatchObject({
        status: 200,
        body: { person: referrer, reward: 'ten-dollars', points: 100, balance: 200 },
      });
      expect(await spend('ten-dollars', 'sale-1')).toEqual(first);
      const { balance, entries } = await account(ada);
      expect(entries.map(({ kind, points }) => [kind, points])).toEqual([
        ['earned', 100],
        ['earned', 100],
        ['earned', 100],
        ['redeemed', -100],
      ]);
      expect(balance).toBe(200);
    });

    it('never goes below zero, and says what is missing', async () => {
      const answers = await Promise.all([spend('free-oil-change', 'a'), spend('free-oil-change', 'b')]);
      expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
      expect(answers.find(({ status }) => status === 409)?.body).toMatchObject({
        detail: 'points: the balance is 0, and "free-oil-change" costs 300',
        balance: 0,
        price: 300,
      });
      expect((await account(ada)).balance).toBe(0);
    });

    it('names the rewards that there are', async () => {
      expect(await spend('a-yacht')).toMatchObject({
        status: 422,
        body: { detail: 'reward: unknown reward "a-yacht"; known: free-oil-change, ten-dollars' },
      });
    });
  });
});
