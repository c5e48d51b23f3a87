import type { CapturedMessage, MessageFilter } from '../../local/capture.ts';
import type { HttpInput, HttpOutput } from '../../local/in-process-http.ts';
import type { World } from '../world.ts';
import type { Operator } from './operator.ts';

const minute = 60_000;
const hour = 60 * minute;

/** How many who arrive together are served at once. */
const abreast = 16;

interface Visit {
  readonly at: number;
  readonly visit: () => Promise<void>;
  readonly arrives: boolean;
}

/**
 * A world by plan: who acts when is the same however long the machine takes and however often it is killed, as long as
 * it does not fall behind by half an hour. Those who arrive are served side by side, which nothing of what they do depends on;
 * afterwards, who acts at the same moment takes turns, since two who want one place would get it by chance.
 */
export class Agenda implements World {
  readonly #operator: Operator;
  #visits: Visit[] = [];
  #now: number;
  #begun = false;

  constructor(operator: Operator, from: number) {
    this.#operator = operator;
    this.#now = from;
  }

  now(): number {
    return this.#now;
  }

  answeredAt(): number {
    return this.#operator.now;
  }

  /**
   * Whoever comes back an hour from now or later comes half an hour late: journeys wait for whole hours from when
   * something was recorded, which a kill delays by minutes, and who came just then would be before or after by chance.
   */
  at(at: number, visit: () => Promise<void>): void {
    const late = this.#begun && at - this.#now >= hour ? 30 * minute : 0;
    this.#visits.push({ at: at + late, visit, arrives: !this.#begun });
  }

  http(method: string, path: string, input?: HttpInput): Promise<HttpOutput> {
    return this.#operator.call(method, path, input);
  }

  async messages({ to = '' }: MessageFilter): Promise<CapturedMessage[]> {
    await this.#operator.rest();
    const path = `messages?to=${encodeURIComponent(to)}`;
    return (await this.#operator.control<{ messages: CapturedMessage[] }>(path)).messages;
  }

  /** Lets everybody live their day, until nobody has anything left to do. */
  async run(): Promise<void> {
    this.#begun = true;
    while (this.#visits.length > 0) {
      const next = Math.min(...this.#visits.map(({ at }) => at));
      this.#now = Math.max(this.#now, next);
      await this.#operator.advanceTo(this.#now + 1_000);
      const due = this.#visits.filter(({ at }) => at <= this.#now);
      this.#visits = this.#visits.filter(({ at }) => at > this.#now);
      await this.#receive(due.filter(({ arrives }) => arrives));
      for (const { visit } of due.filter(({ arrives }) => !arrives)) await visit();
    }
  }

  async #receive(visits: readonly Visit[]): Promise<void> {
    const waiting = visits.values();
    const serve = async () => {
      for (const { visit } of waiting) await visit();
    };
    await Promise.all(Array.from({ length: abreast }, serve));
  }
}
