import { randomFrom } from '../local/random.ts';

/** Choices of one life, drawn from a seed. */
export class Dice {
  readonly #random: () => number;

  constructor(seed: number) {
    this.#random = randomFrom(seed);
  }

  chance(probability: number): boolean {
    return this.#random() < probability;
  }

  /** From 0 up to, not including, `count`. */
  below(count: number): number {
    return Math.floor(this.#random() * count);
  }

  /** @throws RangeError when there is nothing to choose from. */
  of<T>(choices: readonly T[]): T {
    const chosen = choices[this.below(choices.length)];
    if (chosen === undefined) throw new RangeError('nothing to choose from');
    return chosen;
  }
}
