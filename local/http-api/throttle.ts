import type { RouteLimit } from '../template/declarations.ts';

/** What an account has in a Region if nothing says otherwise. */
const accountLimit = { rate: 10_000, burst: 5_000 };

/** A token bucket, filled by the machine's clock: `rate` tokens a second, `burst` at most. */
export class Throttle {
  readonly #rate: number;
  readonly #burst: number;
  #tokens: number;
  #filledAt = performance.now();

  constructor({ rate = accountLimit.rate, burst = accountLimit.burst }: RouteLimit) {
    this.#rate = rate;
    this.#burst = burst;
    this.#tokens = burst;
  }

  /** Takes a token if there is one. */
  allows(): boolean {
    const now = performance.now();
    this.#tokens = Math.min(this.#burst, this.#tokens + ((now - this.#filledAt) / 1_000) * this.#rate);
    this.#filledAt = now;
    if (this.#tokens < 1) return false;
    this.#tokens -= 1;
    return true;
  }
}
