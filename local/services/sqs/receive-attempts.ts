import type { Clock } from '../../clock.ts';
import type { Message } from './message.ts';

const WINDOW_MS = 5 * 60_000;

interface Attempt {
  readonly at: number;
  readonly taken: readonly { readonly message: Message; readonly receipt: string | undefined }[];
}

/**
 * What a FIFO queue handed out under a `ReceiveRequestAttemptId`: for five minutes a receive whose answer was lost gets
 * the same messages again, unless one of them was deleted, shown or handed out anew since.
 */
export class ReceiveAttempts {
  readonly #clock: Clock;
  readonly #attempts = new Map<string, Attempt>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  find(id: string): Message[] | undefined {
    const attempt = this.#attempts.get(id);
    if (!attempt || attempt.at <= this.#clock.now() - WINDOW_MS) return undefined;
    const unchanged = attempt.taken.every(
      ({ message, receipt }) => message.state === 'in-flight' && message.receipt === receipt,
    );
    return unchanged ? attempt.taken.map(({ message }) => message) : undefined;
  }

  add(id: string, messages: readonly Message[]): void {
    const now = this.#clock.now();
    for (const [known, { at }] of this.#attempts) {
      if (at > now - WINDOW_MS) break;
      this.#attempts.delete(known);
    }
    this.#attempts.delete(id);
    this.#attempts.set(id, {
      at: now,
      taken: messages.map((message) => ({ message, receipt: message.receipt })),
    });
  }
}
