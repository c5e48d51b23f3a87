import type { CapturedMessage } from '../local/capture.ts';
import type { HttpInput, HttpOutput } from '../local/in-process-http.ts';
import type { Dice } from './dice.ts';
import type { Journal } from './journal.ts';
import type { World } from './world.ts';

const second = 1_000;

/** Pauses before the next attempts, in milliseconds; then it is given up. */
const pauses = [second, 5 * second, 60 * second, 600 * second, 3_600 * second];

/** How often somebody comes again: programs always, people not always. */
const attempts = [0, 1, pauses.length, pauses.length, pauses.length];

/** Whether a client comes again: nobody answered as asked, and the fault is not the client's. */
const comesAgain = ({ status }: HttpOutput): boolean => status >= 500 || status === 429;

/** How often, from 0 to 1, things go wrong between a client and us that nobody can help. */
export interface Habits {
  /** An answer is lost on the way. */
  readonly lost: number;
  /** A form is sent twice at once. */
  readonly doubled: number;
  /** An event that was taken is sent once more, at once or days later. */
  readonly repeated: number;
}

/** As browsers, phones and proxies are. */
const careless: Habits = { lost: 0.04, doubled: 0.05, repeated: 0.08 };
/** Whatever is sent arrives once, and is answered. */
export const careful: Habits = { lost: 0, doubled: 0, repeated: 0 };

/** One of those who are out there, in a life of its own: acts, pauses, and acts again when the clock has come so far. */
export class Client {
  readonly dice: Dice;
  readonly name: string;
  readonly journal: Journal;
  readonly habits: Habits;
  readonly #world: World;
  /** Ends the visit that the clock made. */
  #visit = Promise.withResolvers<void>();

  constructor(world: World, dice: Dice, name: string, journal: Journal, habits: Habits = careless) {
    this.#world = world;
    this.dice = dice;
    this.name = name;
    this.journal = journal;
    this.habits = habits;
  }

  get now(): number {
    return this.#world.now();
  }

  /** When the last answer came, by the cloud's clock. */
  get answeredAt(): number {
    return this.#world.answeredAt();
  }

  get nowText(): string {
    return new Date(this.now).toISOString();
  }

  /** Lives `life` from `at` on. Resolves when it is over, which needs the clock to move. */
  live(at: number, life: () => Promise<void>): Promise<void> {
    const lived = Promise.withResolvers<void>();
    this.#world.at(at, () => {
      this.#visit = Promise.withResolvers();
      life()
        .then(lived.resolve, lived.reject)
        .finally(() => this.#visit.resolve());
      return this.#visit.promise;
    });
    return lived.promise;
  }

  /** Goes on in so many milliseconds. */
  async pause(ms: number): Promise<void> {
    const awake = Promise.withResolvers<void>();
    this.#world.at(this.now + ms, () => {
      this.#visit = Promise.withResolvers();
      awake.resolve();
      return this.#visit.promise;
    });
    this.#visit.resolve();
    await awake.promise;
  }

  note(text: string): void {
    this.journal.lines.push(`${this.nowText} ${this.name} ${text}`);
  }

  /**
   * Calls until there is an answer that stands, or gives up. Now and then an answer is lost on the way, or two calls are
   * made at once.
   */
  async call(method: string, path: string, input: HttpInput = {}): Promise<HttpOutput | undefined> {
    const patience = this.dice.of(attempts);
    for (let attempt = 0; ; attempt += 1) {
      const [answer] = await Promise.all([
        this.#world.http(method, path, input),
        ...(method === 'POST' && this.dice.chance(this.habits.doubled)
          ? [this.#world.http(method, path, input)]
          : []),
      ]);
      const arrives = !this.dice.chance(this.habits.lost);
      if (arrives && !comesAgain(answer)) return answer;
      const pause = attempt < patience ? pauses[attempt] : undefined;
      if (pause === undefined) {
        this.journal.givenUp += 1;
        this.note(`gave up ${method} ${path.split('?')[0]}`);
        return undefined;
      }
      await this.pause(pause);
    }
  }

  /** Calls once: for what its way repeats by itself, if it does. */
  once(method: string, path: string, input: HttpInput = {}): Promise<HttpOutput> {
    return this.#world.http(method, path, input);
  }

  /** Mail that came, newest last; or what came to another address. */
  mails(to = this.name): Promise<CapturedMessage[]> {
    return this.#world.messages({ to });
  }

  /** Where a mail's link leads whose address contains `part`, in the newest mail that has one. */
  async link(part: string): Promise<string | undefined> {
    for (const { html = '' } of (await this.mails()).reverse()) {
      const found = new RegExp(`href="([^"]*${part}[^"]*)"`).exec(html)?.[1];
      if (found) return found.replaceAll('&amp;', '&').replace(/^https?:\/\/[^/]+/, '');
    }
    return undefined;
  }
}
