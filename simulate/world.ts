import type { CapturedMessage, MessageFilter } from '../local/capture.ts';
import type { Cloud } from '../local/cloud.ts';
import type { HttpInput, HttpOutput } from '../local/in-process-http.ts';

/** Where customers live: a clock to be woken by, a web to call, a letter box. */
export interface World {
  /** Milliseconds since 1970, as the world's plan has it. */
  now(): number;
  /** The cloud's own clock when it last answered; never before `now`. */
  answeredAt(): number;
  /** Has `visit` made once the plan has come to `at`; the world waits until it resolves. */
  at(at: number, visit: () => Promise<void>): void;
  http(method: string, path: string, input?: HttpInput): Promise<HttpOutput>;
  /** Oldest first. */
  messages(filter: MessageFilter): Promise<CapturedMessage[]>;
}

/** A cloud in this process, in which nothing but the clock decides when somebody acts. */
export const inProcess = (cloud: Cloud): World => ({
  now: () => cloud.now(),
  answeredAt: () => cloud.now(),
  at: (at, visit) => cloud.at(at, visit),
  http: (method, path, input) => cloud.http(method, path, input),
  messages: async (filter) => cloud.messages(filter),
});
