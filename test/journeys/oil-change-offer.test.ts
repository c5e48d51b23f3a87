import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Centre } from './centre.ts';

const ada = 'ada@example.com';

describe('oil-change-offer', () => {
  let centre: Centre;

  beforeEach(async () => {
    centre = await Centre.open();
    await centre.consents(ada, 'email');
  });
  afterEach(() => centre.cloud.close());

  const status = async () => (await centre.runs(ada, 'oil-change-offer')).map((run) => run.status);

  it('sends the offer at once, with a link to book', async () => {
    await centre.claims(ada);
    const [offer, ...others] = centre.cloud.messages({ to: ada });
    expect(others).toEqual([]);
    expect(offer?.step).toBe('send-offer');
    expect(offer?.html).toMatch(/href="http:\/\/localhost:3000\/book\?t=/);
    expect(await status()).toEqual(['running']);
  });

  it('sends a different email at once when the offer is claimed again after three days', async () => {
    await centre.claims(ada);
    await centre.cloud.advance('P5D');
    await centre.claims(ada);
    expect(centre.inbox(ada)).toEqual(['send-offer', 'send-last-chance']);
    await centre.cloud.advance('P2D');
    expect(await status()).toEqual(['completed']);
  });

  it('has spent a second claim that came before it listens for one', async () => {
    await centre.claims(ada);
    await centre.cloud.advance('P1D');
    await centre.claims(ada);
    await centre.cloud.advance('P13D');
    expect(centre.inbox(ada)).toEqual(['send-offer']);
    expect(await status()).toEqual(['completed']);
    expect((await centre.events(ada)).filter((name) => name === 'Offer Claimed')).toHaveLength(2);
  });

  it('sends one email for two claims in the same millisecond', async () => {
    const claim = { email: ada, event: 'Offer Claimed', properties: { offer: 'oil-change' } };
    await Promise.all([centre.fromSite(claim), centre.fromSite(claim)]);
    await centre.cloud.advance('P20D');
    expect(centre.inbox(ada)).toEqual(['send-offer']);
  });

  it('ends without a word when neither a booking nor a second claim comes', async () => {
    await centre.claims(ada);
    await centre.cloud.advance('P13D');
    expect(await status()).toEqual(['running']);
    await centre.cloud.advance('P1DT1M');
    expect(await status()).toEqual(['completed']);
    expect(centre.inbox(ada)).toEqual(['send-offer']);
  });

  it.each([1, 4, 5.5])('is completed by a booking on day %d', async (days) => {
    await centre.claims(ada);
    await centre.cloud.advance('P5D');
    if (days > 5) await centre.claims(ada);
    const before = centre.inbox(ada).length;
    await centre.books(ada, 10);
    expect(await status()).toEqual(['completed']);
    await centre.cloud.advance('P4D');
    expect(centre.inbox(ada).slice(before)).toEqual(['send-confirmation']);
  });

  it('takes a claim after its end as a new one', async () => {
    await centre.claims(ada);
    await centre.cloud.advance('P15D');
    await centre.claims(ada);
    expect(centre.inbox(ada)).toEqual(['send-offer', 'send-offer']);
    expect((await status()).toSorted()).toEqual(['completed', 'running']);
  });

  it('sends nothing to somebody who did not consent to email', async () => {
    const bob = 'bob@example.com';
    await centre.claims(bob);
    expect(centre.inbox(bob)).toEqual([]);
    const timeline = await centre.get<{ items: { name: string; properties: Record<string, unknown> }[] }>(
      `/v1/people/email:${bob}/timeline`,
    );
    expect(timeline.items.find(({ name }) => name === 'Message')?.properties).toMatchObject({
      status: 'skipped',
      reason: 'no-consent',
    });
  });

  it('is left by one click on unsubscribe, at once and for good', async () => {
    await centre.claims(ada);
    const unsubscribe = centre.cloud.messages({ to: ada })[0]?.headers['List-Unsubscribe'] ?? '';
    const { pathname, search } = new URL(unsubscribe.replace(/[<>]/g, ''));
    const answer = await centre.cloud.http('POST', pathname + search, {
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'List-Unsubscribe=One-Click',
    });
    expect(answer.status).toBe(200);
    await centre.cloud.settle();
    expect(await status()).toEqual(['exited']);
    await centre.consents(ada, 'email');
    await centre.claims(ada);
    await centre.cloud.advance('P30D');
    expect(centre.inbox(ada)).toEqual(['send-offer']);
  });

  it('holds an unsubscribe also against messages in flight', async () => {
    centre.cloud.faults.add({ service: 'sesv2', error: 'TooManyRequestsException', times: 3 });
    await centre.claims(ada);
    expect(centre.inbox(ada)).toEqual([]);
    const unsubscribed = { email: ada, event: 'Unsubscribed', properties: {} };
    expect((await centre.fromTill(unsubscribed)).status).toBe(200);
    await centre.cloud.advance('P1D');
    expect(centre.inbox(ada)).toEqual([]);
    expect(await status()).toEqual(['exited']);
  });
});
