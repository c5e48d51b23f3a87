/** More turns than any story takes: one that goes round for ever fails instead. */
const mostTurns = 20_000;

/** Lets many go on one at a time, whose turn it is being chosen by a list of numbers; past its end the longest waiting. */
export class Interleaving {
  readonly #choices: readonly number[];
  #next = 0;
  #given = 0;
  readonly #waiting: (() => void)[] = [];

  constructor(choices: readonly number[]) {
    this.#choices = choices;
  }

  turn(): Promise<void> {
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  /** Gives turns until nobody wants one. */
  async rest(): Promise<void> {
    for (;;) {
      await new Promise(setImmediate);
      if (this.#waiting.length === 0) return;
      this.#given += 1;
      if (this.#given > mostTurns) throw new Error(`no rest after ${mostTurns} turns`);
      const choice = this.#choices[this.#next++] ?? 0;
      this.#waiting.splice(choice % this.#waiting.length, 1)[0]?.();
    }
  }
}
