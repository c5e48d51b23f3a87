import type { Message } from './message.ts';

/** In which order a queue hands out its ready messages; the queue itself keeps their states. */
export interface Order {
  /** Whether `take` would find a message. */
  readonly any: boolean;
  /** A message came in: ready, delayed or, when the local cloud starts again, still in flight. */
  add(message: Message): void;
  /** A message's delay is over. */
  matured(message: Message): void;
  /** A message in flight became visible again. */
  returned(message: Message): void;
  /** A message left the queue; `wasInFlight` tells from where. */
  removed(message: Message, wasInFlight: boolean): void;
  /**
   * Up to `max` messages, in flight from now on. `refuse` may take a message out of the queue instead
   * (to the dead letters), which then does not count and is `gone` without a call of `removed`.
   */
  take(max: number, refuse: (message: Message) => boolean): Message[];
}
