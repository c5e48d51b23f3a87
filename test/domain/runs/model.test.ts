import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import type { LineMessage } from '../../../domain/events/recorded-event.ts';
import type { Journey } from '../../../workflows/journey.ts';
import { awaitsOf } from './execution.ts';
import { expectRules } from './expect-facts.ts';
import { Interleaving } from './interleaving.ts';
import { person, SmallWorld } from './small-world.ts';

const at = '2026-11-16T09:00:00.000Z';

const small = (reEntry: Journey['reEntry']): Journey => ({
  id: 'small',
  title: 'A small journey',
  entry: { event: 'E', as: 'entry' },
  reEntry,
  exits: [{ event: 'X' }],
  steps: [{ kind: 'exit', id: 'leave', reason: 'its steps are in execution.ts' }],
});

const message = (name: string, index: number): LineMessage => ({
  v: 1,
  person,
  key: 'wk',
  messageId: `m-${index}`,
  source: 'server',
  type: 'track',
  name,
  properties: {},
  timestamp: at,
  receivedAt: at,
  hops: 0,
});

const story = fc.record({
  reEntry: fc.constantFrom('ignore', 'pass', 'restart'),
  /** E enters, A, B and C are waited for, X exits, N is noise. */
  events: fc.array(fc.constantFrom('E', 'A', 'A', 'B', 'C', 'X', 'N'), { maxLength: 8 }),
  /** Of which message a second copy is delivered at the same time. */
  twice: fc.array(fc.nat(8), { maxLength: 3 }),
  /** How many calls each invocation lives for. */
  lives: fc.array(fc.oneof({ weight: 2, arbitrary: fc.constant(99) }, fc.nat(7)), { maxLength: 30 }),
  /** After how many turns some wait's time has come. */
  timers: fc.array(fc.nat(120), { maxLength: 4 }),
  /** After how many turns a failed execution is redriven. */
  redrive: fc.nat(12),
  choices: fc.array(fc.nat(30), { maxLength: 400 }),
});

type Story = typeof story extends fc.Arbitrary<infer T> ? T : never;

/** What ought to have been answered is answered, once nobody is at work. */
function expectNothingStuck(world: SmallWorld): void {
  const timeline = world.timeline();
  for (const run of world.runs()) {
    const execution = world.executions.get(run.id);
    if (execution?.token === undefined) continue;
    expect(run.status, `${run.id} waits`).toBe('running');
    expect(run.wait?.outcome, `${run.id} was not told`).toBeUndefined();
    const names = ['X', ...awaitsOf(run.wait?.step ?? '').map(({ event }) => event)];
    const missed = timeline.filter(
      ({ seq, name }) => seq > run.floor && !run.consumed.includes(seq) && names.includes(name),
    );
    expect(missed, `${run.wait?.step} misses`).toEqual([]);
  }
}

async function after(world: SmallWorld, turns: number, act: () => unknown): Promise<void> {
  for (let turn = 0; turn < turns; turn += 1) await world.turn();
  await act();
}

/** Lets everything happen that can happen, and time pass where nothing else can. */
async function tell({ events, twice, lives, timers, redrive, choices, reEntry }: Story): Promise<SmallWorld> {
  const order = new Interleaving(choices);
  const world = new SmallWorld(order, small(reEntry as Journey['reEntry']), lives);
  const executions = () => [...world.executions.values()];
  const timeOne = () => executions().some((execution) => execution.timeOut());
  const told = (async () => {
    for (const [index, name] of ['E', ...events].entries()) {
      const copy = twice.includes(index) ? world.deliver(message(name, index)) : undefined;
      await world.deliver(message(name, index));
      await copy;
    }
  })();
  const timed = Promise.all(timers.map((turns) => after(world, turns, timeOne)));
  do {
    await order.rest();
    expectNothingStuck(world);
    for (const failed of executions().filter(({ status }) => status === 'FAILED')) {
      void world.close(failed);
      void after(world, redrive, () => failed.redrive());
    }
    await order.rest();
  } while (executions().some(({ status }) => status === 'FAILED') || timeOne());
  await Promise.all([told, timed]);
  return world;
}

it('keeps its promises however events, waits, time-outs, redeliveries, crashes and redrives interleave', async () => {
  await fc.assert(
    fc.asyncProperty(story, async (each) => {
      const world = await tell(each);
      expectRules(world.facts, each.reEntry as Journey['reEntry']);
      expect(world.timeline().map(({ name }) => name)).toEqual(['E', ...each.events]);
      for (const run of world.runs()) {
        const { status } = world.executions.get(run.id) ?? {};
        expect(status, run.id).not.toBe('RUNNING');
        expect(['completed', 'exited', 'stopped'], `${run.id}: ${status}`).toContain(run.status);
        const greeted = run.history.filter(
          ({ step, outcome }) => step === 'greet' && outcome === 'otherwise',
        );
        expect(greeted.length).toBeLessThanOrEqual(1);
      }
    }),
    { numRuns: 300 },
  );
}, 60_000);
