import { Line } from './line.ts';
import type { Message } from './message.ts';
import type { Order } from './order.ts';

/** A standard queue promises no order; this one hands out first what was ready first. */
export class StandardOrder implements Order {
  #ready = new Line<Message>();

  get any(): boolean {
    while (this.#ready.peek()?.state === 'gone') this.#ready.shift();
    return this.#ready.peek() !== undefined;
  }

  add(message: Message): void {
    if (message.state === 'ready') this.#ready.push(message);
  }

  matured(message: Message): void {
    this.#ready.push(message);
  }

  returned(message: Message): void {
    this.#ready.push(message);
  }

  /** Messages that left are skipped when their turn comes. */
  removed(): void {
    // Nothing to do: see `any` and `take`.
  }

  take(max: number, refuse: (message: Message) => boolean): Message[] {
    const taken: Message[] = [];
    while (taken.length < max) {
      const message = this.#ready.shift();
      if (!message) break;
      if (message.state !== 'ready' || refuse(message)) continue;
      message.state = 'in-flight';
      taken.push(message);
    }
    return taken;
  }
}
