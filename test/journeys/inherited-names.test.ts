import { describe, expect, it } from 'vitest';
import { Clerk } from './clerk.ts';
import { letter } from './marketing.ts';

/** What every object has by its prototype, so that a name from outside finds something where nothing was put. */
const inherited = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf'];

const basic = { authorization: `Basic ${Buffer.from('sk_local:').toString('base64')}` };

async function office() {
  const clerk = await Clerk.open();
  const { cloud } = clerk.marketer.centre;
  const send = async (type: string, body: object) => {
    const { status } = await cloud.http('POST', `/v1/${type}`, { headers: basic, body });
    await cloud.settle();
    return status;
  };
  return { clerk, cloud, send };
}

describe('names that every object inherits', () => {
  it.each(inherited)('are a user id: %s is known, with what they did', async (userId) => {
    const { clerk, send } = await office();
    expect(await send('track', { userId, event: 'Visited', messageId: 'm-1' })).toBe(200);
    expect(await clerk.person(`userId:${userId}`)).toMatchObject({ identifiers: { userId: [userId] } });
    expect(await clerk.events(`userId:${userId}`)).toEqual(['Visited']);
    expect(await send('track', { anonymousId: userId, event: 'Visited', messageId: userId })).toBe(200);
    expect(await clerk.events(`anonymousId:${userId}`)).toEqual(['Visited']);
  });

  it.each(inherited)('are an event: %s is recorded, and the person stays who they are', async (event) => {
    const { clerk, cloud, send } = await office();
    const traits = { email: 'ada@example.com', tier: 'gold' };
    await send('identify', { userId: '1', traits });
    await clerk.marketer.ask('PUT', '/v1/segments/did-it', { name: 'Did it', where: { did: event } });
    await cloud.advance('PT5M');
    expect(await send('track', { userId: '1', event, properties: { code: event } })).toBe(200);
    expect(await clerk.events('userId:1')).toEqual(['Identified', event, 'Segment Entered']);
    expect(await clerk.person('userId:1')).toMatchObject({ traits, segments: ['did-it'] });
    expect((await clerk.marketer.call('GET', '/v1/people/userId:1/changes')).status).toBe(200);
    expect((await clerk.marketer.call('GET', '/v1/people/userId:1/export')).status).toBe(200);
  });

  it.each(['toString', 'hasOwnProperty', 'valueOf'])(
    'are a trait and a property: %s is kept',
    async (name) => {
      const { clerk, cloud, send } = await office();
      const where = { trait: name, is: 'odd' };
      const saved = await clerk.marketer.call('PUT', '/v1/segments/odd', { name: 'Odd', where });
      expect([saved.status, saved.status < 300 ? '' : saved.body]).toEqual([200, '']);
      await cloud.advance('PT5M');
      await send('identify', { userId: '1', traits: { [name]: 'odd' } });
      await send('identify', { userId: '2', traits: { email: 'b@example.com' } });
      await send('track', { userId: '1', event: 'Visited', properties: { [name]: { [name]: 1 } } });
      expect(await clerk.person('userId:1')).toMatchObject({
        traits: { [name]: 'odd' },
        segments: ['odd'],
      });
      expect(await clerk.person('userId:2')).toMatchObject({ segments: [] });
      // Of two people who become one, what one alone said is kept.
      await clerk.marketer.ask('POST', '/v1/people/userId:2/merge', { other: 'userId:1' });
      await cloud.settle();
      expect(await clerk.person('userId:2')).toMatchObject({ traits: { [name]: 'odd' } });
    },
  );

  it.each(['__proto__', 'constructor'])('are refused as a trait, which names it: %s', async (name) => {
    const { cloud } = await office();
    const body = `{"userId":"1","traits":{"${name}":"odd"}}`;
    const answer = await cloud.http('POST', '/v1/identify', { headers: basic, body });
    expect([answer.status, answer.json()]).toMatchObject([422, { detail: expect.stringContaining(name) }]);
  });

  it('are a schedule and a list, and no segment and no variant, which are counted by their names', async () => {
    const { clerk, cloud, send } = await office();
    const { marketer } = clerk;
    await marketer.ask('PUT', '/v1/schedules/constructor', {
      title: 'Birthday',
      who: { everyone: true },
      when: { kind: 'trait', trait: 'birthday', every: 'year', time: '09:00' },
    });
    await send('identify', { userId: '1', traits: { birthday: '1990-11-25' } });
    await cloud.advance('P3D');
    expect(await clerk.events('userId:1')).toEqual(['Identified', 'Schedule Fired']);
    for (const id of ['constructor', 'toString'])
      expect((await marketer.call('POST', `/v1/lists/${id}`, { people: ['userId:1'] })).status).toBeLessThan(
        500,
      );
    const told = { detail: expect.stringContaining('is a name that cannot be kept') };
    const segment = { name: 'All', where: { did: 'Visited' } };
    const refused = await marketer.call('PUT', '/v1/segments/constructor', segment);
    expect([refused.status, refused.json()]).toMatchObject([400, told]);
    const variants = [{ id: 'valueOf', send: letter }];
    const campaign = await marketer.call('POST', '/v1/campaigns', {
      name: 'Winter',
      to: 'everyone',
      variants,
    });
    expect([campaign.status, campaign.json()]).toMatchObject([400, told]);
  });

  it.each(inherited)(
    'are an offer, a journey, a template, a path: %s is one that there is none of',
    async (name) => {
      const { clerk, send } = await office();
      const { marketer } = clerk;
      await send('identify', { userId: '1', traits: { email: 'a@example.com', address: { country: name } } });
      expect(
        await send('track', { userId: '1', event: 'Offer Claimed', properties: { offer: name } }),
      ).toBeLessThan(500);
      const unknown = { template: name, topic: name, data: {} };
      const words = {
        template: 'campaign-letter',
        topic: 'offers',
        data: { subject: `{{ ${name}.x }} {{ person.${name} }}` },
      };
      const answers = await Promise.all([
        marketer.call('GET', `/v1/journeys/${name}`),
        marketer.call('GET', `/v1/journeys/${name}/funnel`),
        marketer.call('POST', `/v1/journeys/${name}/runs`, { person: 'userId:1' }),
        marketer.call('GET', `/v1/audiences/${name}`),
        marketer.call('GET', `/v1/coupons/${name}`),
        marketer.call('GET', `/v1/people/${name}:x`),
        marketer.call('GET', `/v1/reports?by=${name}`),
        marketer.call('PUT', `/v1/reports/spend/${name}/2026-11`, { amount: 1 }),
        marketer.call('GET', `/v1/suppressions?address=${name}`),
        marketer.call('GET', `/v1/conversations?status=${name}`),
        marketer.call('POST', '/v1/campaigns', {
          name,
          to: 'everyone',
          variants: [{ id: 'A', send: unknown }],
        }),
        marketer.call('POST', '/v1/campaigns', {
          name,
          to: 'everyone',
          variants: [{ id: 'A', send: words }],
        }),
        marketer.call('POST', '/v1/campaigns', {
          name,
          to: { segment: name },
          variants: [{ id: name, journey: name }],
        }),
        marketer.call('POST', '/v1/segments/preview', { name, where: { [name]: 'x' } }),
        marketer.call('POST', '/v1/segments/preview', { name, where: { place: { country: name } } }),
        marketer.call('POST', '/v1/segments/preview', { name, where: { trait: name, [name]: 1 } }),
        marketer.call('POST', '/v1/imports', { name, format: name }),
        marketer.call('POST', '/v1/keys', { name, scopes: [name] }),
      ]);
      expect(answers.filter(({ status }) => status >= 500).map(({ body }) => String(body))).toEqual([]);
    },
  );
});
