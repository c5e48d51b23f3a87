import { Cloud } from '../local/cloud.ts';
import type { ServicesOf } from '../local/services.ts';
import { type Facts, factsOf } from './facts.ts';
import { Journal } from './journal.ts';
import { livesOf } from './lives.ts';
import { type Broken, brokenBy } from './promises/index.ts';
import { bringToRest, lookAfter, type Mended } from './rest.ts';
import { monday, seasonOf, seasons } from './season.ts';
import { inProcess } from './world.ts';

/** In days. Longer than nearly all customers act; bad weather may keep somebody busy for some days more. */
const storyLasts = 21;
const mostDaysMore = 21;
/** Longer than any run waits. */
const runsLast = 'P17D';

export interface Plan {
  readonly seed: number;
  readonly people: number;
  /** A directory to keep the state in; in memory if absent. */
  readonly data?: string | undefined;
  /** Other services than the local cloud's own. */
  readonly services?: ServicesOf | undefined;
}

/** What became of a seed. */
export interface Outcome {
  readonly seed: number;
  readonly season: string;
  readonly broken: readonly Broken[];
  readonly facts: Facts;
  /** Troubles that came, by kind. */
  readonly faults: ReadonlyMap<string, number>;
  readonly mended: Mended;
}

/** What looks after the rest by the hour and by night. Weeks of nights that find nothing would take most of the time, so it is every third day here. */
async function sweepSeldom(cloud: Cloud): Promise<void> {
  for (const name of ['onward-close-runs', 'onward-reconcile-audiences']) {
    const sweep = { Name: name, GroupName: 'onward' };
    const schedule = (await cloud.call('scheduler', 'GetSchedule', sweep)) as object;
    await cloud.call('scheduler', 'UpdateSchedule', {
      ...schedule,
      ...sweep,
      ScheduleExpression: 'rate(3 days)',
    });
  }
}

/** How often somebody looks after letters and broken runs while lives go on, in days. */
const looksAfter = 7;

/** Has everybody live, and says how many broken runs were redriven meanwhile. */
async function tell(cloud: Cloud, plan: Plan, journal: Journal): Promise<number> {
  const lives = livesOf(inProcess(cloud), plan, journal);
  let left = lives.length;
  for (const life of lives)
    life.then(
      () => {
        left -= 1;
      },
      () => undefined,
    );
  let redriven = 0;
  for (let days = 0; days < storyLasts || (left > 0 && days < storyLasts + mostDaysMore); days += 1) {
    if (days % looksAfter === looksAfter - 1) redriven += (await lookAfter(cloud)).runs;
    await cloud.advance('P1D');
  }
  await Promise.all(lives);
  return redriven;
}

/** Plays one seed to its end, looks whether every promise was kept, and again when every run should have ended. */
export async function play(plan: Plan): Promise<Outcome> {
  const { seed, data = ':memory:', services } = plan;
  const season = seasonOf(seed);
  const journal = new Journal();
  const cloud = await Cloud.open({ seed, data, services, frozenAt: monday });
  try {
    await sweepSeldom(cloud);
    cloud.faults.weather(seasons[season]);
    const redriven = await tell(cloud, plan, journal);
    const atRest = await bringToRest(cloud);
    const mended = { ...atRest, runs: atRest.runs + redriven };
    const midway = brokenBy(await factsOf(cloud, journal));
    await cloud.advance(runsLast);
    const facts = await factsOf(cloud, journal);
    const broken = midway.length > 0 ? midway : brokenBy(facts);
    return { seed, season, broken, facts, faults: cloud.faults.counts, mended };
  } finally {
    await cloud.close();
  }
}
