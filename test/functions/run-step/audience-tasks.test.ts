import type { SFNClient } from '@aws-sdk/client-sfn';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Member } from '../../../domain/audiences/audience-queue.ts';
import { Memberships } from '../../../domain/audiences/memberships.ts';
import type { Line } from '../../../domain/line/line.ts';
import { runKey } from '../../../domain/records.ts';
import { Runs } from '../../../domain/runs/runs.ts';
import { Waits } from '../../../domain/runs/waits.ts';
import { runStep } from '../../../functions/run-step/run-step.ts';
import { addToAudience } from '../../../workflows/steps/add-to-audience.ts';
import { removeFromAudience } from '../../../workflows/steps/remove-from-audience.ts';
import type { RunStepTask } from '../../../workflows/task.ts';
import { aProfile, person } from '../../domain/consent/a-profile.ts';
import { OutsideWorld, silent } from '../outside-world.ts';

const run = 'run_abcdefghijklmnopqrstuvwx_abcdefghijklmnop';
const audience = 'oil-change-retargeting';

let world: OutsideWorld;
let looked: Member[];
beforeEach(async () => {
  world = new OutsideWorld();
  looked = [];
  await world.table.put({
    ...runKey(person, run),
    id: run,
    person,
    status: 'running',
    hops: 0,
    visit: -1,
    floor: 0,
    exits: [],
    consumed: [],
    history: [],
  });
});

const consents = (...channels: string[]) =>
  world.table.put(
    aProfile({
      consents: Object.fromEntries(
        channels.map((channel) => [`${channel}/offers`, { state: 'given', at: '2026-11-01T00:00:00.000Z' }]),
      ),
    }),
  );

const perform = (step: { kind: string; audience: string }, visit = 0) => {
  const runs = new Runs(world.table);
  return runStep(
    {
      table: world.table,
      runs,
      waits: new Waits(world.table, runs),
      sfn: {} as SFNClient,
      line: world.line as Line,
      audienceQueue: {
        send: async (members) => {
          looked.push(...members);
        },
      },
      timezone: 'America/New_York',
    },
    silent,
  )({
    step: step.kind,
    run: { id: run, person, journey: 'test', version: 'v' },
    visit,
    events: {},
    ...step,
  } as RunStepTask);
};

const add = addToAudience({ id: 'retarget', audience });
const remove = removeFromAudience({ id: 'spare', audience });
const membership = () => new Memberships(world.table).read(audience, person);
const outcomes = async () =>
  (await new Runs(world.table).read(person, run))?.history.map(({ outcome }) => outcome);

describe('adding to an audience', () => {
  it('wants the person in it, and has that looked at', async () => {
    await consents('ads');
    await perform(add);
    expect(await membership()).toMatchObject({ wanted: true, run, topic: 'offers', asked: 1, exposed: true });
    expect([looked, await outcomes()]).toEqual([[{ person, audience }], ['wanted']]);
  });

  it('is skipped, and told to nobody, without consent to ads', async () => {
    await consents('email');
    await perform(add);
    expect(await membership()).toMatchObject({ wanted: true, withheld: 'no-consent', exposed: false });
    expect([looked, await outcomes()]).toEqual([[], ['skipped: no-consent']]);
  });

  it('says which audiences there are', async () => {
    await expect(perform({ ...add, audience: 'nobody' })).rejects.toThrow(
      'addToAudience: unknown audience "nobody"; known: oil-change-retargeting',
    );
  });
});

describe('removing from an audience', () => {
  it('wants the person out of it', async () => {
    await consents('ads');
    await perform(add);
    await perform(remove, 1);
    expect(await membership()).toMatchObject({ wanted: false, asked: 2 });
    expect(looked).toHaveLength(2);
    expect(await outcomes()).toEqual(['wanted', 'not wanted']);
  });

  it('does nothing about who was never wanted in it', async () => {
    await consents('ads');
    await perform(remove);
    expect([await membership(), looked, await outcomes()]).toEqual([undefined, [], ['skipped: not in it']]);
  });
});
