import { beforeAll, describe, expect, it } from 'vitest';
import type { Delivery } from '../../simulate/deliveries.ts';
import type { Facts } from '../../simulate/facts.ts';
import { play } from '../../simulate/play.ts';
import { brokenBy } from '../../simulate/promises/index.ts';

let facts: Facts;
beforeAll(async () => {
  ({ facts } = await play({ seed: 0, people: 6 }));
}, 120_000);

const broken = (deliveries: readonly Delivery[]) => [
  ...new Set(brokenBy({ ...facts, deliveries }).map(({ promise }) => promise)),
];

const counting = {
  email: 'no message is sent twice, none is forgotten',
  sms: 'no message is sent twice, none is forgotten',
  whatsapp: 'no message is sent twice, none is forgotten',
  push: 'no notification comes twice, none is forgotten',
  social: 'no page writes twice, none forgets',
} as const;

describe.each(Object.entries(counting))('what providers took, by %s', (channel, promise) => {
  const some = () => facts.deliveries.filter((each) => each.channel === channel && !each.isKeywordAnswer);

  it('is noticed when it comes twice', () => {
    expect(broken(facts.deliveries)).toEqual([]);
    const [one] = some();
    expect(one).toBeDefined();
    expect(broken([...facts.deliveries, one as Delivery])).toContain(promise);
  });

  it('is missed when it does not come', () => {
    const [one] = some();
    const others = facts.deliveries.filter(({ message }) => message !== one?.message);
    expect(broken(others)).toContain(promise);
  });
});

describe('who left', () => {
  const written = (at: number, delivery: Partial<Delivery>): Delivery => ({
    channel: 'sms',
    person: undefined,
    to: '+16035550000',
    at: new Date(at).toISOString(),
    isMarketing: true,
    message: 'another',
    isKeywordAnswer: false,
    what: '"One more thing"',
    ...delivery,
  });

  it('is not texted after STOP', () => {
    const stopped = facts.deliveries.find(
      ({ isKeywordAnswer, what }) => isKeywordAnswer && what.includes('unsubscribed'),
    );
    expect(stopped).toBeDefined();
    const text = written(Date.parse(stopped?.at ?? '') + 1_000, {
      to: stopped?.to ?? '',
      isMarketing: false,
    });
    expect(broken([...facts.deliveries, text])).toContain('no text after STOP');
  });

  it('is not mailed at an address that bounced', () => {
    const bounced = facts.deliveries.find(({ to }) => to.startsWith('bounce+'));
    expect(bounced).toBeDefined();
    const { person, to = '', at = '' } = bounced ?? {};
    const mail = written(Date.parse(at) + 60_000, { channel: 'email', person, to, isMarketing: false });
    expect(broken([...facts.deliveries, mail])).toContain(
      'an address that bounced or complained is left alone',
    );
  });
});
