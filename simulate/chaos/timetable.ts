const day = 86_400_000;

/** When everybody has booked or gone, in days from the beginning. */
const booked = 12;

/** Gives each customer times of their own, so that nobody's choice depends on who came first: at most two want the same, and two have room. */
export class Timetable {
  readonly #people: number;
  readonly #from: number;
  #times: readonly string[] | undefined;

  constructor(people: number, begun: number) {
    this.#people = people;
    this.#from = begun + booked * day;
  }

  /** What the customer of this index takes of the free times, first and when they move. */
  choiceOf(index: number): (free: readonly string[]) => string | undefined {
    let wishes = 0;
    return (free) => {
      this.#times ??= free.filter((time) => Date.parse(time) >= this.#from);
      const wish = this.#times[(index + this.#people * wishes) % this.#times.length];
      wishes += 1;
      return free.find((time) => time === wish);
    };
  }
}
