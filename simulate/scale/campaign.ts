import { setTimeout } from 'node:timers/promises';
import type { Machine } from '../chaos/machine.ts';
import { Dice } from '../dice.ts';
import type { Counts, Marketer } from './marketer.ts';
import { difference, type Phase, sum } from './phases.ts';

export interface Progress {
  readonly people: number;
  readonly looked: number;
  readonly reached: Readonly<Record<string, number>>;
  readonly heldOut: number;
  readonly skipped: Readonly<Record<string, number>>;
  readonly remaining: number;
  readonly perSecond: number | null;
}

interface View {
  readonly id: string;
  readonly status: string;
  readonly run: { readonly status: string; readonly progress: Progress } | null;
}

/** Campaigns begin with the segments of the moment; a run of this many steps of five minutes is stuck. */
const mostSteps = 2_000;

const variant = (id: string, subject: string) => ({
  id,
  send: {
    template: 'campaign-letter',
    topic: 'offers',
    data: {
      subject,
      preheader: 'Twenty minutes, while you wait.',
      headline: 'Ready for winter',
      paragraphs: ['Dear {{ person.firstName | default: "friend" }}, we look it over.'],
      buttonText: 'Choose a time',
      buttonLink: '{{ links.booking }}',
    },
  },
});

/** The subjects of the variants, by which their messages are known. */
export const subjects = { plain: 'Is your car ready for winter?', short: 'Winter is coming' } as const;

const says = (perSecond: number) => ({
  name: 'Winter check',
  to: { segment: 'regulars' },
  variants: Object.entries(subjects).map(([id, subject]) => variant(id, subject)),
  holdOut: 10,
  perSecond,
});

const reachedOf = ({ reached }: Progress): number =>
  Object.values(reached).reduce((all, each) => all + each, 0);

/** Runs the campaign to its end, killing the process so often, each time while it works. */
export async function runCampaign(
  marketer: Marketer,
  machine: Pick<Machine, 'kill' | 'up'>,
  options: { readonly perSecond: number; readonly kills: number; readonly seed: number },
): Promise<{ readonly phase: Phase; readonly progress: Progress; readonly review: unknown }> {
  const dice = new Dice(options.seed);
  const { id } = await marketer.ask<View>('POST', '/v1/campaigns', says(options.perSecond));
  const review = await marketer.ask('POST', `/v1/campaigns/${id}/review`);
  await marketer.ask('POST', `/v1/campaigns/${id}/trigger`, undefined, { 'idempotency-key': 'winter' });
  const begun = performance.now();
  let usage: Counts = {};
  let counted = 0;
  let left = options.kills;
  let before = { usage: await marketer.usage(), reached: 0 };
  for (let step = 0; step < mostSteps; step += 1) {
    const strikes = left > 0 && step > 0;
    const advancing = marketer.advance('PT1M');
    if (strikes) {
      await setTimeout(200 + dice.below(3_000));
      machine.kill();
      left -= 1;
    }
    await advancing;
    await marketer.settle();
    const view = await marketer.ask<View>('GET', `/v1/campaigns/${id}`);
    const now = { usage: await marketer.usage(), reached: view.run ? reachedOf(view.run.progress) : 0 };
    // A process that was killed took its counters with it: its step is left out of what is said of a person.
    if (!strikes) {
      usage = sum(usage, difference(now.usage, before.usage));
      counted += now.reached - before.reached;
    }
    before = now;
    if (view.run?.status === 'failed')
      await marketer.ask('POST', `/v1/campaigns/${id}/resume`, undefined, {
        'idempotency-key': `again-${step}`,
      });
    if (view.run?.status !== 'completed') continue;
    // What a kill cut off is tried again within a quarter of an hour.
    await marketer.ask('POST', '/_local/clock/advance', { by: 'PT20M' });
    await marketer.settle();
    const end = await marketer.usage();
    usage = sum(usage, difference(end, before.usage));
    const seconds = (performance.now() - begun) / 1_000;
    return {
      phase: { name: 'campaign', seconds, count: counted, usage },
      progress: view.run.progress,
      review,
    };
  }
  throw new Error(`the campaign stands still after ${mostSteps} steps`);
}
