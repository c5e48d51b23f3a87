import { Cloud } from '../local/cloud.ts';
import type { ServicesOf } from '../local/services.ts';
import { Client } from './client.ts';
import { Customer } from './customer.ts';
import { Dice } from './dice.ts';
import { type Facts, factsOf } from './facts.ts';
import { Journal } from './journal.ts';
import { type Broken, brokenBy } from './promises/index.ts';
import { bringToRest, type Mended } from './rest.ts';
import { monday, seasonOf, seasons } from './season.ts';
import { inProcess } from './world.ts';

const hour = 3_600_000;

/** Longer than any customer acts. */
const storyLasts = 'P21D';
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

const addressOf = (index: number): string => `customer-${index}@example.com`;

async function tell(cloud: Cloud, { seed, people }: Plan, journal: Journal): Promise<void> {
  const lives = Array.from({ length: people }, (_, index) => {
    const dice = new Dice(seed * 1_009 + index);
    const client = new Client(inProcess(cloud), dice, addressOf(index), journal);
    const friends = [addressOf((index + 1) % people), `friend-of-${index}@example.com`];
    // Some arrive together.
    const at = monday + dice.below(3) * hour;
    return client.live(at, () => new Customer(client, friends).live());
  });
  await cloud.advance(storyLasts);
  await Promise.all(lives);
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
    await tell(cloud, plan, journal);
    const mended = await bringToRest(cloud);
    const midway = brokenBy(await factsOf(cloud, journal));
    await cloud.advance(runsLast);
    const facts = await factsOf(cloud, journal);
    const broken = midway.length > 0 ? midway : brokenBy(facts);
    return { seed, season, broken, facts, faults: cloud.faults.counts, mended };
  } finally {
    await cloud.close();
  }
}
