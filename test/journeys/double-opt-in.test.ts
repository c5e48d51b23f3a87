import { readFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { journeys } from '../../workflows/journeys/index.ts';
import { Centre } from './centre.ts';
import { changedAssembly } from './fixtures/assembly.ts';
import { Page } from './page.ts';

const ada = 'ada@example.com';

/** The shipped app, in which the offers ask for a confirmation too. */
const offersConfirmed = () => {
  const source = readFileSync('workflows/topics.ts', 'utf8');
  const changed = source.replace(
    "title: 'Offers and discounts',",
    (title) => `${title}\n    doubleOptIn: true,`,
  );
  if (changed === source) throw new Error('workflows/topics.ts has no offers to change');
  return changedAssembly(journeys, { 'workflows/topics.ts': changed });
};

let assembly: Awaited<ReturnType<typeof offersConfirmed>>;
beforeAll(async () => {
  assembly = await offersConfirmed();
}, 180_000);
afterAll(() => assembly.remove());

let centre: Centre;
beforeEach(async () => {
  centre = await Centre.open({ templateDir: assembly.directory });
  await centre.consents(ada, 'email', 'ads');
  await centre.claims(ada);
});
afterEach(() => centre.cloud.close());

const confirms = async () => {
  const { html = '' } = centre.cloud.messages({ to: ada })[0] ?? {};
  const link = /href="([^"]*\/confirm\?t=[^"]*)"/.exec(html)?.[1] ?? '';
  const page = await (await Page.open(centre, link)).send({ shown: 'email/offers' });
  await centre.cloud.settle();
  return page;
};
const offerRuns = async () =>
  (await centre.runs(ada, 'oil-change-offer')).map(({ status }) => status).toSorted();

describe('oil-change-offer, when its topic asks for a confirmation', () => {
  it('begins with the confirmation, by the claim that came before', async () => {
    expect(centre.inbox(ada)).toEqual(['ask-to-confirm']);
    expect(await offerRuns()).toEqual([]);
    const { items } = await centre.get<{ items: { name: string; holds?: string[] }[] }>(
      `/v1/people/email:${ada}/timeline`,
    );
    expect(items.find(({ name }) => name === 'Offer Claimed')?.holds).toEqual(['oil-change-offer']);

    await centre.cloud.advance('P1D');
    expect((await confirms()).heading).toBe('Thank you, that is confirmed');
    expect(centre.inbox(ada)).toEqual(['ask-to-confirm', 'send-offer']);
    expect(await offerRuns()).toEqual(['running']);
  });

  it('sends once to who claims twice while it waits', async () => {
    await centre.claims(ada);
    await centre.cloud.advance('PT3H');
    await centre.claims(ada);
    await confirms();
    await centre.cloud.advance('PT1H');
    expect(centre.inbox(ada)).toEqual(['ask-to-confirm', 'send-offer']);
  });

  it('sees a booking that was made while it waited', async () => {
    await centre.books(ada, 20);
    await confirms();
    await centre.cloud.advance('PT1M');
    expect(await offerRuns()).toEqual(['completed']);
  });

  it('does not begin without a confirmation, nor by one that comes too late', async () => {
    await centre.cloud.advance('P7DT1M');
    expect((await confirms()).status).toBe(410);
    expect(await offerRuns()).toEqual([]);
    expect(centre.inbox(ada)).toEqual(['ask-to-confirm']);
  });

  it('begins as well when a server vouches for the consent', async () => {
    const properties = { channel: 'email', topic: 'offers' };
    await centre.fromTill({ email: ada, event: 'Consent Given', properties });
    await centre.cloud.settle();
    expect(centre.inbox(ada)).toEqual(['ask-to-confirm', 'send-offer']);
  });

  it('ends at once for who unsubscribed while it waited and comes back later', async () => {
    await centre.fromTill({ email: ada, event: 'Unsubscribed', properties: {} });
    await centre.cloud.settle();
    await centre.fromTill({
      email: ada,
      event: 'Consent Given',
      properties: { channel: 'email', topic: 'offers' },
    });
    await centre.cloud.settle();
    expect(centre.inbox(ada)).toEqual(['ask-to-confirm']);
    expect(await offerRuns()).toEqual(['exited']);
  });

  it('is entered by the next claim as ever once the consent stands', async () => {
    await confirms();
    await centre.books(ada, 20);
    await centre.cloud.advance('P1D');
    await centre.claims(ada);
    expect(await offerRuns()).toEqual(['completed', 'running']);
  });
});
