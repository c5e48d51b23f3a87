import type { Cancel, Clock } from '../../clock.ts';
import type { Message } from './message.ts';

interface Waiter {
  readonly take: () => Message[];
  readonly answer: (messages: Message[]) => void;
}

/** Who waits for a queue's messages: long polls, served in the order in which they came, and observers. */
export class Audience {
  readonly #clock: Clock;
  readonly #waiters = new Set<Waiter>();
  readonly #observers = new Set<() => void>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Answers with what `take` finds once messages come, or with nothing after `ms`. */
  wait(ms: number, take: () => Message[]): Promise<Message[]> {
    return new Promise((resolve) => {
      const answer = (messages: Message[]) => {
        cancel();
        this.#waiters.delete(waiter);
        resolve(messages);
      };
      const cancel = this.#clock.at(this.#clock.now() + ms, () => answer([]));
      const waiter = { take, answer };
      this.#waiters.add(waiter);
    });
  }

  observe(notify: () => void): Cancel {
    this.#observers.add(notify);
    return () => this.#observers.delete(notify);
  }

  /** Messages came: long polls take first, and observers hear of it if there are `more`. */
  tell(more: () => boolean): void {
    for (const waiter of this.#waiters) {
      const messages = more() ? waiter.take() : [];
      if (messages.length > 0) waiter.answer(messages);
    }
    if (more()) for (const notify of this.#observers) notify();
  }

  /** Answers all long polls with nothing; nobody hears more. */
  close(): void {
    for (const waiter of this.#waiters) waiter.answer([]);
    this.#observers.clear();
  }
}
