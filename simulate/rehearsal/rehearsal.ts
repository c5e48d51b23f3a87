import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { type Price, priceOf } from '../../local/price.ts';
import type { RehearseOptions } from './options.ts';
import type { Played, Share } from './share.ts';

/** What became of everybody. */
export interface Rehearsal extends Omit<Played, 'usage'> {
  readonly usage: Readonly<Record<string, number>>;
  readonly price: Price;
  /** Seconds that it took. */
  readonly seconds: number;
  /** The most memory that the process had at once, in bytes. */
  readonly peakBytes: number;
}

const sampleMs = 200;

/**
 * A share needs some 100 MB at once, however many its people; V8 would let garbage grow far beyond. A young generation of
 * three times 32 MB is collected less often, which saves a twentieth of the CPU beside three times 10.
 */
const resourceLimits = { maxOldGenerationSizeMb: 384, maxYoungGenerationSizeMb: 96 };

type Counts = Readonly<Record<string, number>>;

function sum(all: readonly Counts[]): Record<string, number> {
  const total: Record<string, number> = {};
  for (const counts of all)
    for (const [name, count] of Object.entries(counts)) total[name] = (total[name] ?? 0) + count;
  return total;
}

const flat = ({ dynamodb, ...rest }: Played['usage']): Counts => ({ ...rest, ...dynamodb });

async function inThread(share: Share): Promise<Played> {
  const worker = new Worker(new URL('./share.ts', import.meta.url), { workerData: share, resourceLimits });
  const [played] = await once(worker, 'message');
  await worker.terminate();
  return played as Played;
}

/** Divides the people among the threads; nobody is left over. */
function sharesOf({ people, story, seed, threads }: RehearseOptions): readonly Share[] {
  const count = Math.min(threads, people);
  return Array.from({ length: count }, (_, index) => ({
    story,
    seed: seed + index,
    from: Math.floor((index * people) / count),
    to: Math.floor(((index + 1) * people) / count),
  }));
}

/** Plays everybody, each share in a thread of its own. */
export async function rehearse(options: RehearseOptions): Promise<Rehearsal> {
  const begun = performance.now();
  let peakBytes = process.memoryUsage.rss();
  const sampling = setInterval(() => {
    peakBytes = Math.max(peakBytes, process.memoryUsage.rss());
  }, sampleMs);
  try {
    const all = await Promise.all(sharesOf(options).map(inThread));
    return {
      usage: sum(all.map(({ usage }) => flat(usage))),
      price: {
        aws: sumOf(all.map(({ usage }) => priceOf(usage).aws)),
        messages: sumOf(all.map(({ usage }) => priceOf(usage).messages)),
      },
      messages: sum(all.map(({ messages }) => messages)),
      runs: sum(all.map(({ runs }) => runs)),
      calls: sum(all.map(({ calls }) => calls)),
      astray: {
        count: sumOf(all.map(({ astray }) => astray.count)),
        examples: all.flatMap(({ astray }) => astray.examples),
      },
      seconds: (performance.now() - begun) / 1_000,
      peakBytes,
    };
  } finally {
    clearInterval(sampling);
  }
}

const sumOf = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);
