import { AsyncLocalStorage } from 'node:async_hooks';
import type { Crash } from '../faults.ts';

/** One run of a function's handler. */
export class Invocation {
  readonly requestId: string;
  /** How it has to die; undefined: it lives. */
  readonly crash: Crash | undefined;
  /** Settles when the invocation has died. */
  readonly died: Promise<void>;
  #die: () => void = () => undefined;
  #calls = 0;
  #dead = false;

  constructor(requestId: string, crash: Crash | undefined) {
    this.requestId = requestId;
    this.crash = crash;
    this.died = new Promise((resolve) => {
      this.#die = resolve;
    });
  }

  /** Ends the invocation as a crash of its process would; whatever it awaits never comes. */
  die(): void {
    this.#dead = true;
    this.#die();
  }

  /** Notes an AWS call that took effect. What an invocation that has died awaits then never comes; undefined for one that lives. */
  called(): Promise<never> | undefined {
    this.#calls += 1;
    if (this.#calls === this.crash?.afterCall) this.die();
    return this.#dead ? new Promise<never>(() => undefined) : undefined;
  }

  /** Whether it has died: it makes no more calls. */
  get dead(): boolean {
    return this.#dead;
  }
}

/** The invocation that the code running now belongs to. */
export const currentInvocation = new AsyncLocalStorage<Invocation>();
