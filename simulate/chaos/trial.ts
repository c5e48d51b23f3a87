import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Dice } from '../dice.ts';
import { type Broken, brokenBy } from '../promises/index.ts';
import { compare, type Difference } from './compare.ts';
import { planKills } from './kills.ts';
import { type Outcome, outcomeOf } from './outcome.ts';
import { freePorts } from './ports.ts';
import { type Cast, pairOf, type Told, tell } from './story.ts';

export interface TrialOptions extends Cast {
  readonly kills: number;
  /** Decides when the process is killed. */
  readonly killSeed: number;
}

export interface Trial {
  readonly options: TrialOptions;
  readonly undisturbed: Told;
  readonly disturbed: Told;
  readonly outcome: Outcome;
  /** Differences that nothing explains. */
  readonly differences: readonly Difference[];
  /** Differences of those who may have missed a message that says `unknown`, and of whom they know. */
  readonly explained: readonly Difference[];
  readonly broken: readonly Broken[];
  /** Where both states and the list of kills lay; they are removed unless something was found. */
  readonly directory: string;
}

export const isKept = ({ differences, broken }: Trial): boolean =>
  differences.length === 0 && broken.length === 0;

/** Plays the same customers twice, undisturbed and with kills, and compares what became of them. */
export async function tryKills(options: TrialOptions): Promise<Trial> {
  const { kills, killSeed, ...cast } = options;
  const directory = mkdtempSync(join(tmpdir(), 'onward-chaos-'));
  let found = false;
  try {
    const ports = await freePorts();
    const undisturbed = await tell(cast, { data: join(directory, 'undisturbed'), ...ports });
    const plan = planKills(kills, undisturbed.moments, undisturbed.starts[0] ?? 0, new Dice(killSeed));
    writeFileSync(join(directory, 'kills.json'), JSON.stringify(plan, undefined, 2));
    const disturbed = await tell(cast, { data: join(directory, 'disturbed'), ...ports }, plan);
    const outcome = outcomeOf(disturbed.facts);
    const differences = compare(outcomeOf(undisturbed.facts), outcome);
    const concerned = concernedBy(outcome.unknown, cast.people);
    const trial: Trial = {
      options,
      undisturbed,
      disturbed,
      outcome,
      differences: differences.filter(({ address }) => !concerned.has(address)),
      explained: differences.filter(({ address }) => concerned.has(address)),
      broken: [...brokenBy(undisturbed.facts), ...brokenBy(disturbed.facts)],
      directory,
    };
    found = !isKept(trial);
    return trial;
  } finally {
    if (!found) rmSync(directory, { recursive: true, force: true });
  }
}

/** Those whose story may have gone on otherwise because a message did not come. */
function concernedBy(addresses: readonly string[], people: number): ReadonlySet<string> {
  const pairs = Array.from({ length: Math.ceil(people / 2) }, (_, pair) => pairOf(2 * pair));
  return new Set(pairs.filter((pair) => addresses.some((address) => pair.includes(address))).flat());
}
