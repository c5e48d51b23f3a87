import { setTimeout } from 'node:timers/promises';
import type { Machine } from '../chaos/machine.ts';

/** What AWS would count, as `GET /_local/usage` tells it, flat. */
export type Counts = Readonly<Record<string, number>>;

const flat = ({ dynamodb, ...rest }: { readonly dynamodb: Counts } & Record<string, unknown>): Counts => ({
  ...(rest as Counts),
  ...dynamodb,
});

/** Whoever uses the API alone, of a process that may be killed. */
export class Marketer {
  readonly #machine: Pick<Machine, 'origin' | 'up' | 'isGone'>;

  constructor(machine: Pick<Machine, 'origin' | 'up' | 'isGone'>) {
    this.#machine = machine;
  }

  /** Asks until there is an answer: a call that was cut off is sent again, which every call here may be. @throws Error for a refusal */
  async ask<T>(
    method: string,
    path: string,
    body?: unknown,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<T> {
    for (;;) {
      const answer = await this.attempt(method, path, body, headers);
      if (answer === undefined) continue;
      if (answer.status === 429 || answer.status === 503) {
        await setTimeout(100);
        continue;
      }
      if (answer.status >= 300)
        throw new Error(`${method} ${path} answered ${answer.status}: ${answer.text}`);
      return (answer.text === '' ? undefined : JSON.parse(answer.text)) as T;
    }
  }

  /** One call; undefined when a kill cut it off. */
  async attempt(
    method: string,
    path: string,
    body?: unknown,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<{ readonly status: number; readonly text: string } | undefined> {
    const life = await this.#machine.up();
    try {
      const response = await fetch(`${this.#machine.origin}${path}`, {
        method,
        headers: { authorization: 'Bearer sk_local', 'content-type': 'application/json', ...headers },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      return { status: response.status, text: await response.text() };
    } catch (error) {
      if (!(error instanceof TypeError && (await this.#machine.isGone(life)))) throw error;
      return undefined;
    }
  }

  async usage(): Promise<Counts> {
    return flat(await this.ask('GET', '/_local/usage'));
  }

  advance(by: string) {
    return this.attempt('POST', '/_local/clock/advance', { by });
  }

  settle(): Promise<void> {
    return this.ask('POST', '/_local/settle');
  }
}
