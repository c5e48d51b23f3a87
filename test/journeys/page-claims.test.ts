import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sign } from '../../domain/tokens/token.ts';
import { Centre } from './centre.ts';
import { Correspondence } from './correspondence.ts';

const psid = '7300000000000001';
const signingKey = 'local-signing-key-that-protects-nothing-outside-of-this-machine';
const desk = 'front-desk@harbour-auto-care.example';

interface Told {
  readonly name: string;
  readonly properties: Readonly<Record<string, unknown>>;
}

describe('a message to the social page', () => {
  let centre: Centre;
  let post: Correspondence;

  beforeEach(async () => {
    centre = await Centre.open();
    post = new Correspondence(centre);
  });
  afterEach(() => centre.cloud.close());

  const says = (text: string) => post.messages(psid, { text });

  /** What the page has written. */
  async function written(): Promise<unknown[]> {
    const answer = await centre.cloud.http('GET', '/_local/outbound?host=graph.facebook.com');
    const { requests } = answer.json() as { requests: { url: string; body: unknown }[] };
    return requests.filter(({ url }) => url.includes('/me/messages')).map(({ body }) => body);
  }

  async function told(name: string): Promise<readonly Told['properties'][]> {
    const { items } = await centre.get<{ items: Told[] }>(`/v1/people/messenger:${psid}/timeline?limit=200`);
    return items.filter((item) => item.name === name).map(({ properties }) => properties);
  }

  it.each([
    ['oil change'],
    ['20%'],
    ['I saw your ad: can I get the 20% off?'],
    ['Ich hätte gern den Gutschein für den Ölwechsel'],
  ])('claims the offer with "%s", in words that are kept as the consent', async (text) => {
    await says(text);
    expect(await told('Offer Claimed')).toEqual([{ offer: 'oil-change' }]);
    expect(await told('Consent Given')).toMatchObject([
      { channel: 'social', topic: 'offers', wording: text, source: 'message' },
    ]);
    expect(await written()).toMatchObject([
      {
        recipient: { id: psid },
        messaging_type: 'RESPONSE',
        message: { text: expect.stringMatching(/\/book\?t=[\s\S]*Your code: OIL-/) },
      },
    ]);
    expect(await told('Message')).toMatchObject([{ channel: 'social', status: 'sent' }]);
    const { runs } = await centre.get<{ runs: { journey: string }[] }>(`/v1/people/messenger:${psid}`);
    expect(runs.map(({ journey }) => journey)).toEqual(['oil-change-offer']);
  });

  it('claims the offer with a button', async () => {
    await post.messages(psid, { payload: 'claim:oil-change' });
    expect(await told('Offer Claimed')).toEqual([{ offer: 'oil-change' }]);
    await post.messages(psid, { payload: 'claim:nothing' });
    expect(centre.inbox(desk)).toEqual(['tell-staff']);
  });

  it.each([
    ['How much is an oil change for a van with two engines?'],
    ['stop sending me 20% off'],
    ['The oil change you did last week was bad'],
  ])('claims nothing with "%s", which staff read', async (text) => {
    await says(text);
    expect(await told('Offer Claimed')).toEqual([]);
    expect(centre.inbox(desk)).toEqual(['tell-staff']);
  });

  it('does not take a claim for a change of mind of who has unsubscribed', async () => {
    await says('Hello');
    const { id } = await centre.get<{ id: string }>(`/v1/people/messenger:${psid}`);
    const token = sign(signingKey, { p: id, u: 'unsubscribe' });
    const left = await centre.cloud.http('POST', `/unsubscribe?t=${token}`, {
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'List-Unsubscribe=One-Click',
    });
    expect(left.status).toBe(200);
    await centre.cloud.settle();
    await says('oil change');
    expect([await told('Offer Claimed'), await told('Consent Given')]).toEqual([[], []]);
    expect(centre.inbox(desk)).toEqual(['tell-staff']);
  });

  it('is answered by staff for Meta’s seven days, and no longer', async () => {
    await says('Do you have a courtesy car?');
    const { items } = await centre.get<{ items: { id: string }[] }>('/v1/conversations');
    const id = items[0]?.id ?? '';
    const { lastSeen } = await centre.get<{ lastSeen: string }>(`/v1/conversations/${id}`);
    const answer = (seen: string) =>
      centre.cloud.http('POST', `/v1/conversations/${id}/messages`, {
        headers: { authorization: 'Bearer sk_local' },
        body: { text: 'Yes', lastSeen: seen },
      });
    await centre.cloud.advance('P6D');
    const answered = await answer(lastSeen);
    expect(answered.status).toBe(202);
    await centre.cloud.settle();
    expect(await written()).toMatchObject([{ tag: 'HUMAN_AGENT', message: { text: 'Yes' } }]);
    await centre.cloud.advance('P1D');
    const late = await answer((answered.json() as { id: string }).id);
    expect([late.status, late.json()]).toMatchObject([409, { reason: 'window-closed' }]);
  });
});
