import { parentPort, workerData } from 'node:worker_threads';
import { Cloud } from '../../local/cloud.ts';
import type { Usage } from '../../local/usage.ts';
import { Client, careful } from '../client.ts';
import { Customer } from '../customer.ts';
import { Dice } from '../dice.ts';
import { type Execution, executionsOf } from '../facts.ts';
import { Journal } from '../journal.ts';
import { monday } from '../season.ts';
import { inProcess } from '../world.ts';
import { inboxOfWholeStory, liveWholeStory } from './whole-story.ts';

/** From the first customer's arrival to the last wait's end: some weeks of a life, and the chase of friends who claim in turn. */
const lasts = 'P35D';

export type Story = 'whole' | 'mixed';

/** Customers who are played in a cloud of their own, with their friends. */
export interface Share {
  readonly story: Story;
  readonly seed: number;
  /** Numbers of the first customer and of the one after the last. */
  readonly from: number;
  readonly to: number;
}

/** What became of a share. Counts by what they are counted by. */
export interface Played {
  /** Without what is read afterwards to tell what became of it. */
  readonly usage: Usage;
  /** Messages to customers and their friends, by the step that sent them. */
  readonly messages: Readonly<Record<string, number>>;
  /** Runs by journey and status. */
  readonly runs: Readonly<Record<string, number>>;
  /** Calls to hosts outside, by host and status. */
  readonly calls: Readonly<Record<string, number>>;
  /** Customers of the whole story whose inbox is another than the story says, the first few by name. */
  readonly astray: { readonly count: number; readonly examples: readonly string[] };
}

const quarterMs = 15 * 60_000;
const quartersOfADay = 96;

const addressOf = (index: number): string => `customer-${index}@example.com`;

function lifeOf(story: Story, client: Client, index: number, { from, to }: Share): () => Promise<void> {
  if (story === 'whole') return () => liveWholeStory(client);
  const neighbour = from + ((index - from + 1) % (to - from));
  const friends = [addressOf(neighbour), `friend-of-${client.name}`];
  return () => new Customer(client, friends).live();
}

async function live(cloud: Cloud, share: Share): Promise<void> {
  const { story, seed, from, to } = share;
  const journal = new Journal();
  const lives: Promise<void>[] = [];
  for (let index = from; index < to; index += 1) {
    const client = new Client(
      inProcess(cloud),
      new Dice(seed * 1_009 + index),
      addressOf(index),
      journal,
      careful,
    );
    // They arrive over a day, some in each quarter of an hour.
    const at = monday + Math.floor(((index - from) / (to - from)) * quartersOfADay) * quarterMs;
    lives.push(client.live(at, lifeOf(story, client, index, share)));
  }
  await cloud.advance(lasts);
  await Promise.all(lives);
}

function count(counts: Record<string, number>, name: string): void {
  counts[name] = (counts[name] ?? 0) + 1;
}

/** Reads inbox by inbox: all mails of ten thousand people at once are a gigabyte. */
function inboxes(cloud: Cloud, { story, from, to }: Share): Pick<Played, 'messages' | 'astray'> {
  const messages: Record<string, number> = {};
  const examples: string[] = [];
  let astray = 0;
  for (let index = from; index < to; index += 1) {
    const inbox = cloud.messages({ to: addressOf(index) }).map(({ step }) => step ?? 'no step');
    for (const step of inbox) count(messages, step);
    for (const { step } of cloud.messages({ to: `friend-of-${addressOf(index)}` }))
      count(messages, step ?? 'no step');
    if (story === 'mixed' || inbox.join() === inboxOfWholeStory.join()) continue;
    astray += 1;
    if (examples.length < 3) examples.push(`${addressOf(index)} got ${inbox.join(', ')}`);
  }
  return { messages, astray: { count: astray, examples } };
}

async function runsOf(cloud: Cloud): Promise<Record<string, number>> {
  const runs: Record<string, number> = {};
  const journeyOf = ({ executionArn }: Execution & { readonly executionArn: string }) =>
    executionArn
      .split(':')
      .at(-2)
      ?.replace(/^onward-/, '') ?? '';
  for (const execution of await executionsOf(cloud))
    count(runs, `${journeyOf(execution)} ${execution.status.toLowerCase()}`);
  return runs;
}

async function callsOf(cloud: Cloud): Promise<Record<string, number>> {
  const { requests } = (await cloud.http('GET', '/_local/outbound')).json() as {
    requests: { url: string; status: number | null }[];
  };
  const calls: Record<string, number> = {};
  for (const { url, status } of requests) count(calls, `${new URL(url).host} ${status ?? 'no answer'}`);
  return calls;
}

/** Plays a share to its end. What outgrows its memory lies in a temporary file, so that memory does not grow with the people. */
async function playShare(share: Share): Promise<Played> {
  const cloud = await Cloud.open({ data: ':temporary:', frozenAt: monday });
  try {
    await live(cloud, share);
    const usage = structuredClone({ ...cloud.usage });
    return { usage, ...inboxes(cloud, share), runs: await runsOf(cloud), calls: await callsOf(cloud) };
  } finally {
    await cloud.close();
  }
}

parentPort?.postMessage(await playShare(workerData as Share));
