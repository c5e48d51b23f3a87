import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { changedAssembly } from './fixtures/assembly.ts';
import { journeys } from './fixtures/telling-journeys.ts';
import { Marketer } from './marketing.ts';

const ada = 'ada@example.com';
const bob = 'bob@example.com';

let assembly: Awaited<ReturnType<typeof changedAssembly>>;
beforeAll(async () => {
  assembly = await changedAssembly(journeys, {
    'workflows/journeys/index.ts':
      "export { journeys } from '../../test/journeys/fixtures/telling-journeys.ts';\n",
  });
}, 300_000);
afterAll(() => assembly.remove());

let marketer: Marketer;
beforeEach(async () => {
  marketer = await Marketer.open({ templateDir: assembly.directory });
});

interface Entry {
  readonly name: string;
  readonly properties: { readonly journey?: string; readonly outcome?: string };
}

const save = (id: string, where: object) => marketer.call('PUT', `/v1/segments/${id}`, { name: id, where });

async function make(id: string, where: object): Promise<void> {
  expect((await save(id, where)).status).toBe(200);
  await marketer.centre.cloud.advance('PT2M');
}

const segmentsOf = async (email: string) =>
  (await marketer.ask<{ segments: string[] }>('GET', `/v1/people/email:${email}`)).segments;

/** What the timeline tells of journeys: `Journey Entered chase`. */
const told = async (email: string) =>
  (
    await marketer.ask<{ items: Entry[] }>('GET', `/v1/people/email:${email}/timeline?limit=200`)
  ).items.flatMap(({ name, properties: { journey, outcome } }) =>
    name.startsWith('Journey ') ? [[name, journey, outcome].filter(Boolean).join(' ')] : [],
  );

const within = { days: 7 };
const ended = (outcome: string) => ({ did: 'Journey Ended', where: { journey: 'chase', outcome }, within });

describe('who is in a journey that tells of its runs', () => {
  it('is in the segment that asks so until its end, which segments may count', async () => {
    await make('chased', { inJourney: 'chase' });
    await make('finished', ended('completed'));
    await marketer.centre.claims(ada);
    await marketer.centre.cloud.settle();
    expect(await segmentsOf(ada)).toEqual(['chased']);
    const explained = await marketer.ask('GET', `/v1/people/email:${ada}/segments/chased/explain`);
    expect(explained).toMatchObject({ in: true, conditions: [{ found: '1 run' }] });
    await marketer.centre.cloud.advance('P4D');
    expect(await segmentsOf(ada)).toEqual(['finished']);
    expect(await told(ada)).toEqual(['Journey Entered chase', 'Journey Ended chase completed']);
    await marketer.centre.cloud.advance('P8D');
    expect(await segmentsOf(ada)).toEqual([]);
  });

  it('is known to a segment that is saved only then', async () => {
    await marketer.centre.claims(ada);
    await marketer.centre.claims(bob);
    await marketer.centre.books(bob, 9);
    await marketer.centre.cloud.settle();
    await make('chased', { inJourney: 'chase' });
    await make('left', ended('exited'));
    expect([await segmentsOf(ada), await segmentsOf(bob)]).toEqual([['chased'], ['left']]);
  });

  it('is found to be out with the next event, where EventBridge did not tell', async () => {
    await make('chased', { inJourney: 'chase' });
    await marketer.centre.claims(ada);
    await marketer.centre.cloud.call('eventbridge', 'DisableRule', { Name: 'onward-close-runs' });
    await marketer.centre.cloud.advance('P4D');
    expect(await segmentsOf(ada)).toEqual(['chased']);
    for (let reads = 0; reads < 2; reads += 1) {
      await marketer.centre.fromTill({ email: ada, event: 'Page Read' });
      await marketer.centre.cloud.settle();
    }
    expect(await segmentsOf(ada)).toEqual([]);
    expect(await told(ada)).toEqual(['Journey Entered chase', 'Journey Ended chase completed']);
  });

  it('is in it still as one of two who became one', async () => {
    await make('chased', { inJourney: 'chase' });
    await marketer.centre.claims(ada);
    await marketer.centre.fromTill({ email: bob, event: 'Page Read' });
    await marketer.centre.cloud.settle();
    await marketer.ask('POST', `/v1/people/email:${bob}/merge`, { other: `email:${ada}` });
    await marketer.centre.cloud.settle();
    expect(await segmentsOf(bob)).toEqual(['chased']);
    await marketer.centre.cloud.advance('P4D');
    expect(await segmentsOf(bob)).toEqual([]);
  });
});

it('refuses a journey that there is none of, and one that does not tell of its runs', async () => {
  const refused = async (inJourney: string) =>
    ((await save('x', { inJourney })).json() as { detail: string }).detail;
  expect(await refused('chaise')).toContain(
    'where.inJourney: there is no journey "chaise"; known: chase, told-chase, quiet-chase',
  );
  expect(await refused('quiet-chase')).toContain(
    'where.inJourney: the journey "quiet-chase" does not tell of its runs; an engineer adds "tells: true"',
  );
});

it('costs two events a run, and a journey that does not tell none of it', async () => {
  const { centre } = marketer;
  const writesOf = async (email: string, reason: string) => {
    await centre.fromTill({ email, event: 'Page Read' });
    await centre.cloud.settle();
    const before = centre.cloud.usage.dynamodb.writeUnits;
    await centre.appointment(email, 'Appointment Missed', { bookingId: 'b-1', reason });
    await centre.cloud.advance('P4D');
    return centre.cloud.usage.dynamodb.writeUnits - before;
  };
  const quiet = await writesOf(ada, 'quiet-chase');
  const telling = await writesOf(bob, 'told-chase');
  expect(await told(ada)).toEqual([]);
  expect(telling - quiet).toBe(12);
});
