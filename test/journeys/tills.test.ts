import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Centre } from './centre.ts';

const ada = 'ada@example.com';

/** AWS calls that one sale makes at the most; past the last the function lives and the story is undisturbed. */
const calls = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10];

describe('a till in trouble', () => {
  let centre: Centre;
  let code: string;

  beforeEach(async () => {
    centre = await Centre.open();
    await centre.consents(ada, 'email');
    await centre.claims(ada);
    code = /OIL-\S+/.exec(centre.cloud.messages({ to: ada }).at(-1)?.text ?? '')?.[0] ?? '';
  });
  afterEach(() => centre.cloud.close());

  const post = (path: string, key: string, body: object = {}) =>
    centre.cloud.http('POST', path, {
      headers: { authorization: 'Bearer sk_local', 'idempotency-key': key },
      body,
    });
  const redeem = (key = 'sale-1') => post(`/v1/coupons/${code}/redeem`, key);
  const spend = (key = 'sale-1') =>
    post(`/v1/people/email:${ada}/points/redeem`, key, { reward: 'ten-dollars' });

  const isUsed = async () => (await centre.get<{ used: number }>(`/v1/coupons/${code}`)).used === 1;
  const offerEnded = async () =>
    (await centre.runs(ada, 'oil-change-offer')).every(({ status }) => status === 'completed');
  const points = async () =>
    (await centre.get<{ balance: number }>(`/v1/people/email:${ada}/points`)).balance;

  async function earns(): Promise<void> {
    await centre.books(ada, 1);
    await centre.appointment(ada, 'Review Submitted', { bookingId: 'b-1', stars: 5 });
    const { referralCode } = await centre.get<{ referralCode: string }>(`/v1/people/email:${ada}`);
    await centre.appointment('bob@example.com', 'Referral Redeemed', { code: referralCode });
    expect(await points()).toBe(100);
  }

  it.each(calls)(
    'that dies after %d calls and never comes again has used nothing, or all follows from it',
    async (afterCall) => {
      centre.cloud.crash({ function: 'onward-api', afterCall });
      const { status } = await redeem();
      await centre.cloud.settle();
      await centre.cloud.advance('PT1H');
      expect(await offerEnded()).toBe(await isUsed());
      if (status === 200) expect(await isUsed()).toBe(true);
      const again = await redeem();
      await centre.cloud.settle();
      expect([again.status, await isUsed(), await offerEnded()]).toEqual([200, true, true]);
    },
  );

  it('gets the decision when transactions of others are under way, as often as a few times over', async () => {
    await earns();
    for (const sale of [redeem, spend]) {
      centre.cloud.faults.add({
        service: 'dynamodb',
        operation: 'TransactWriteItems',
        error: 'TransactionCanceledException',
        times: 5,
      });
      expect((await sale()).status).toBe(200);
      await centre.cloud.settle();
    }
    expect([await isUsed(), await points()]).toEqual([true, 0]);
  });

  it('is told to come again when they do not end, and finds what was decided meanwhile', async () => {
    centre.cloud.faults.add({
      service: 'dynamodb',
      operation: 'TransactWriteItems',
      error: 'TransactionCanceledException',
      times: 20,
    });
    const first = await redeem();
    expect([first.status, first.headers['retry-after']]).toEqual([503, '5']);
    await centre.cloud.advance('PT1H');
    expect([await isUsed(), await offerEnded()]).toEqual([true, true]);
    expect((await redeem()).status).toBe(200);
    expect((await redeem('sale-2')).status).toBe(409);
  });

  it('has used nothing when the line does not take its sale', async () => {
    await earns();
    for (const sale of [redeem, spend]) {
      centre.cloud.faults.add({
        service: 'sqs',
        operation: 'SendMessageBatch',
        error: 'ServiceUnavailable',
        times: 3,
      });
      expect((await sale()).status).toBe(503);
      await centre.cloud.settle();
    }
    expect([await isUsed(), await points()]).toEqual([false, 100]);
    expect([(await redeem()).status, (await spend()).status]).toEqual([200, 200]);
  });
});
