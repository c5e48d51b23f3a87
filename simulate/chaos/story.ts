import { Cloud } from '../../local/cloud.ts';
import { Client } from '../client.ts';
import { Customer } from '../customer.ts';
import { Dice } from '../dice.ts';
import { type Facts, factsOf } from '../facts.ts';
import { Journal } from '../journal.ts';
import { Agenda } from './agenda.ts';
import type { Moment, Plan } from './kills.ts';
import { Machine, type MachineOptions } from './machine.ts';
import { Operator } from './operator.ts';
import { Timetable } from './timetable.ts';

const hour = 3_600_000;
const day = 24 * hour;

/** How many customers arrive at each hour, more or less. */
const perHour = 16;
/** Longer than any run waits. */
const runsLastMs = 17 * day;

export interface Cast {
  /** Decides what the customers do. */
  readonly seed: number;
  readonly people: number;
  /** When the first arrive, in milliseconds since 1970. */
  readonly begins: number;
}

export interface Told {
  readonly facts: Facts;
  readonly moments: readonly Moment[];
  /** Milliseconds of every start that was not cut short. */
  readonly starts: readonly number[];
  readonly kills: Machine['kills'];
  readonly resent: number;
  readonly seconds: number;
}

/** Monday, 9:00 in New York while it is winter there, not before an hour from now. */
export function nextMonday(now: number): number {
  const date = new Date(now + hour);
  date.setUTCHours(14, 0, 0, 0);
  while (date.getUTCDay() !== 1 || date.getTime() < now + hour) date.setUTCDate(date.getUTCDate() + 1);
  return date.getTime();
}

const addressOf = (index: number): string => `customer-${index}@example.com`;
const friendOf = (index: number): string => `friend-of-${index}@example.com`;

/** Customers meet in pairs, who may refer one another: those whose story may depend on one another's, by address. */
export function pairOf(index: number): readonly string[] {
  const first = index - (index % 2);
  return [addressOf(first), addressOf(first + 1), friendOf(first), friendOf(first + 1)];
}

/** Plays the customers against a process that is killed as planned, and looks at what it left behind. */
export async function tell(
  { seed, people, begins }: Cast,
  options: MachineOptions,
  plan?: Plan,
): Promise<Told> {
  const begun = performance.now();
  const journal = new Journal();
  const machine = new Machine(options);
  const operator = new Operator(machine, plan?.kills);
  machine.killStarts(plan?.freshStarts ?? []);
  try {
    const agenda = new Agenda(operator, begins);
    const hours = Math.ceil(people / perHour);
    const timetable = new Timetable(people, begins);
    const lives = Array.from({ length: people }, (_, index) => {
      const dice = new Dice(seed * 1_009 + index);
      const client = new Client(agenda, dice, addressOf(index), journal);
      const friends = [addressOf(index % 2 === 0 ? index + 1 : index - 1), friendOf(index)];
      const customer = new Customer(client, friends, timetable.choiceOf(index));
      return client.live(begins + dice.below(hours) * hour, () => customer.live());
    });
    await Promise.all([agenda.run(), ...lives]);
    await operator.advanceTo(agenda.now() + runsLastMs);
  } finally {
    operator.end();
    await machine.stop();
  }
  const seconds = (performance.now() - begun) / 1_000;
  const { starts, kills: struck } = machine;
  const facts = await factsIn(options.data, journal);
  return { facts, moments: operator.moments, starts, kills: struck, resent: operator.resent, seconds };
}

/** What a killed process left behind, and whatever of it goes on. */
async function factsIn(data: string, journal: Journal): Promise<Facts> {
  const cloud = await Cloud.open({ data });
  try {
    await cloud.settle();
    return await factsOf(cloud, journal);
  } finally {
    await cloud.close();
  }
}
