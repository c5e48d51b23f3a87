import type { Dice } from '../dice.ts';

/** What the driver has the machine do: take customers' calls, come to rest, let time pass. */
export const phases = ['call', 'settle', 'advance'] as const;
export type Phase = (typeof phases)[number];

/** Of all kills, those that strike a process which has just been started after another kill. */
const whileStarting = 0.15;
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
export function planKills(count: number, durations: Durations, firstStartMs: number, dice: Dice): Kill[] {
  const again = Math.floor(count * whileStarting);
  const kills = phases.flatMap((phase, index) => {
    const share = Math.floor((count - again + index) / phases.length);
    return someBelow(durations[phase].length, share, dice).map((operation) => ({
      phase,
      operation,
      afterMs: (dice.below(1_000) / 1_000) * durations[phase][operation]!,
    }));
  });
  const struckAgain = new Set(someBelow(kills.length, again, dice));
  return kills.map((kill, index) => ({
    ...kill,
    againAfterMs: struckAgain.has(index) ? dice.below(Math.ceil(firstStartMs * ofFirstStart)) : undefined,
  }));
}
