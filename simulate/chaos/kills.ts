import type { Dice } from '../dice.ts';

/** What the driver has the machine do: take customers' calls, come to rest, let time pass. */
const phases = ['call', 'settle', 'advance'] as const;
export type Phase = (typeof phases)[number];

/** Of all kills, those that strike a process which is just starting, and of these those of a start without any data. */
const whileStarting = 0.15;
const ofFreshData = 0.2;
/** How long a later start takes at least, as a share of the first. */
const ofFirstStart = 0.35;

/** How far apart kills are in virtual time at least, in milliseconds: each lets some minutes pass until all is caught up with. */
const apartMs = 30 * 60_000;

/** A kill of a process that works, so many milliseconds after the beginning of an operation. */
export interface Kill {
  /** Which moment of the plan, from 0, and which operation of it. */
  readonly moment: number;
  readonly operation: number;
  readonly afterMs: number;
  /** When the process that is started next is killed as well, in milliseconds after its start. */
  readonly againAfterMs: number | undefined;
}

export interface Plan {
  readonly kills: readonly Kill[];
  /** When the first process, that has no data yet, is killed, and those that are started next, in milliseconds after their start. */
  readonly freshStarts: readonly number[];
}

/** One moment of virtual time, and what was done at it. */
export interface Moment {
  /** Milliseconds since 1970, as planned. */
  readonly at: number;
  readonly operations: { readonly phase: Phase; ms: number }[];
}

function shuffled<T>(things: readonly T[], dice: Dice): T[] {
  const left = [...things];
  return things.map(() => left.splice(dice.below(left.length), 1)[0]!);
}

/** So many moments in no order, no two of them close to one another; fewer when there are not so many. */
function momentsApart(moments: readonly Moment[], count: number, dice: Dice): number[] {
  const chosen: number[] = [];
  for (const index of shuffled([...moments.keys()], dice)) {
    const isApart = chosen.every((other) => Math.abs(moments[other]!.at - moments[index]!.at) >= apartMs);
    if (chosen.length < count && isApart) chosen.push(index);
  }
  return chosen;
}

/** An operation of a phase; of any if there is none. */
function someOperation({ operations }: Moment, phase: Phase, dice: Dice): number {
  const all = [...operations.keys()];
  const ofPhase = all.filter((index) => operations[index]!.phase === phase);
  return dice.of(ofPhase.length > 0 ? ofPhase : all);
}

/**
 * Spreads kills over the moments of an undisturbed run and over the phases, each within an operation, since what lies
 * between two operations is at rest and a kill there proves little.
 * @param firstStartMs how long the first start took, which makes all that the template says.
 */
export function planKills(count: number, moments: readonly Moment[], firstStartMs: number, dice: Dice): Plan {
  const starting = Math.floor(count * whileStarting);
  const fresh = Math.ceil(starting * ofFreshData);
  const again = starting - fresh;
  const kills = momentsApart(moments, count - starting, dice).map((moment, index) => {
    const operation = someOperation(moments[moment]!, phases[index % phases.length]!, dice);
    return {
      moment,
      operation,
      afterMs: (dice.below(1_000) / 1_000) * moments[moment]!.operations[operation]!.ms,
      againAfterMs: index < again ? dice.below(Math.ceil(firstStartMs * ofFirstStart)) : undefined,
    };
  });
  return { kills, freshStarts: Array.from({ length: fresh }, () => dice.below(Math.ceil(firstStartMs))) };
}
