import type { Dice } from '../dice.ts';

/** What the driver has the machine do: take customers' calls, come to rest, let time pass. */
const phases = ['call', 'settle', 'advance'] as const;
export type Phase = (typeof phases)[number];

/** Of all kills, those that strike a process which is just starting, and of these those of a start without any data. */
const whileStarting = 0.15;
const ofFreshData = 0.2;
/** How long a later start takes at least, as a share of the first. */
const ofFirstStart = 0.35;

/** A kill, so many milliseconds after the beginning of an operation or of a start. */
export interface Kill {
  readonly phase: Phase;
  /** Which operation of its phase, from 0. */
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

/** How long each operation took when nothing disturbed it, in milliseconds, by phase. */
export type Durations = Readonly<Record<Phase, readonly number[]>>;

/** So many different whole numbers below `size`, or all of them, in no order. */
function someBelow(size: number, count: number, dice: Dice): number[] {
  const left = Array.from({ length: size }, (_, index) => index);
  return Array.from({ length: Math.min(count, size) }, () => left.splice(dice.below(left.length), 1)[0]!);
}

/**
 * Spreads kills over the operations of an undisturbed run, a third to each phase, each at some moment within its
 * operation, since what lies between two operations is at rest and a kill there proves little.
 * @param firstStartMs how long the first start took, which makes all that the template says.
 */
export function planKills(count: number, durations: Durations, firstStartMs: number, dice: Dice): Plan {
  const starting = Math.floor(count * whileStarting);
  const fresh = Math.ceil(starting * ofFreshData);
  const again = starting - fresh;
  const kills = phases.flatMap((phase, index) => {
    const share = Math.floor((count - starting + index) / phases.length);
    return someBelow(durations[phase].length, share, dice).map((operation) => ({
      phase,
      operation,
      afterMs: (dice.below(1_000) / 1_000) * durations[phase][operation]!,
    }));
  });
  const struckAgain = new Set(someBelow(kills.length, again, dice));
  return {
    kills: kills.map((kill, index) => ({
      ...kill,
      againAfterMs: struckAgain.has(index) ? dice.below(Math.ceil(firstStartMs * ofFirstStart)) : undefined,
    })),
    freshStarts: Array.from({ length: fresh }, () => dice.below(Math.ceil(firstStartMs))),
  };
}
