import { describe, expect, it } from 'vitest';
import { priceOf } from '../../local/price.ts';
import type { Usage } from '../../local/usage.ts';
import { Centre } from './centre.ts';

const ada = 'ada@example.com';

const counted = ({ cloud }: Centre): Usage => JSON.parse(JSON.stringify(cloud.usage)) as Usage;

/** Lambda's time is left out, a cent or less for 1,000 customers: here it is what a busy machine took, not what AWS would. */
const priceWithoutTime = (usage: Usage): number => priceOf({ ...usage, lambdaGbSeconds: 0 }).aws;

/** Both claims, a booking, three status messages, a review, and one friend's redemption. */
async function live(centre: Centre): Promise<void> {
  const { cloud } = centre;
  await centre.consents(ada, 'email', 'ads');
  await centre.claims(ada);
  await cloud.advance('P5D');
  await centre.claims(ada);
  await cloud.advance('PT2H');
  await centre.books(ada, 4);
  await cloud.advance('P4D');
  for (const status of ['arrived', 'in-service', 'ready']) {
    await centre.appointment(ada, 'Service Status Changed', { bookingId: 'b-1', status });
    await cloud.advance('PT20M');
  }
  await centre.appointment(ada, 'Appointment Completed', { bookingId: 'b-1', amount: 47.2 });
  await cloud.advance('PT3H');
  await centre.appointment(ada, 'Review Submitted', { bookingId: 'b-1', stars: 5 });
  const { referralCode } = await centre.get<{ referralCode: string }>(`/v1/people/email:${ada}`);
  await centre.appointment('friend@example.com', 'Referral Redeemed', { code: referralCode });
}

describe('the whole story of one customer', () => {
  it('reaches them with the right messages, and costs what it may', async () => {
    const centre = await Centre.open();
    const begun = centre.cloud.now();
    await live(centre);
    const elapsed = centre.cloud.now() - begun;
    expect(centre.inbox(ada)).toEqual([
      'send-offer',
      'send-last-chance',
      'send-confirmation',
      'send-reminder',
      'tell-arrived',
      'tell-in-service',
      'tell-ready',
      'send-thanks',
      'send-referral',
      'send-points',
    ]);
    expect(await centre.get(`/v1/people/email:${ada}/points`)).toMatchObject({ balance: 100 });
    const used = counted(centre);
    await centre.cloud.close();

    // What sweeps and reconciliations cost the account in the same days whether anybody comes or not.
    const idle = await Centre.open();
    await idle.cloud.advance(elapsed);
    const idling = priceWithoutTime(counted(idle));
    await idle.cloud.close();

    expect(used.stateTransitions).toBeLessThanOrEqual(32);
    expect(used.dynamodb.writeUnits).toBeLessThanOrEqual(335);
    expect((priceWithoutTime(used) - idling) * 1_000).toBeLessThanOrEqual(0.971);
  });
});
