import type { HttpInput, HttpOutput } from '../../local/in-process-http.ts';
import { durationText } from './duration-text.ts';
import type { Kill, Moment, Phase } from './kills.ts';
import type { Machine } from './machine.ts';

/**
 * How long what a kill cut off may take to be tried again, in milliseconds: what was taken
 * from the line is seen again after six minutes, from the audiences' queue after twelve; tasks and deliveries are retried sooner.
 */
const recoveryMs = 13 * 60_000;

type Killable = Pick<Machine, 'origin' | 'up' | 'kill' | 'isGone'>;

/** Has a machine work, kills it as planned, and has done again what was cut off, as clients do who got no answer. */
export class Operator {
  /** What was done, and how long it took. */
  readonly moments: Moment[] = [];
  /** Calls that were sent again since their answer never came. */
  resent = 0;
  readonly #machine: Killable;
  readonly #kills: ReadonlyMap<string, Kill>;
  readonly #timers = new Set<NodeJS.Timeout>();
  /** The process that was called last; another one was started since that was killed. */
  #life = 1;
  /** Something was cut off and time has not passed since. */
  #struck = false;
  #now = 0;

  constructor(machine: Killable, kills: readonly Kill[] = []) {
    this.#machine = machine;
    this.#kills = new Map(kills.map((kill) => [`${kill.moment} ${kill.operation}`, kill]));
  }

  /** The cloud's clock as it was told last. */
  get now(): number {
    return this.#now;
  }

  /** Calls the public port until there is an answer; then what a kill cut off has had its time to be done. */
  async call(method: string, path: string, input: HttpInput = {}): Promise<HttpOutput> {
    const answer = await this.#operation('call', () => this.#send(method, path, input));
    if (this.#struck) await this.rest();
    else await this.#look();
    return answer;
  }

  async control<T>(path: string): Promise<T> {
    return (await this.#send('GET', `/_local/${path}`)).json() as T;
  }

  /** Lets time pass until `at`, if it has not come yet, and all come to rest. */
  async advanceTo(at: number): Promise<void> {
    this.moments.push({ at, operations: [] });
    await this.#operation('advance', () => this.#passUntil(at));
    await this.rest();
  }

  /** Resolves when nothing is under way, and nothing that was cut off waits to be tried again. */
  async rest(): Promise<void> {
    for (;;) {
      await this.#operation('settle', () => this.#send('POST', '/_local/settle'));
      if (!this.#struck) return;
      this.#struck = false;
      await this.#passUntil((await this.#look()) + recoveryMs);
    }
  }

  /** Kills no more. */
  end(): void {
    for (const timer of this.#timers) clearTimeout(timer);
  }

  async #operation<T>(phase: Phase, operate: () => Promise<T>): Promise<T> {
    const moment = this.moments.length - 1;
    const operations = this.moments[moment]?.operations ?? [];
    const operation = { phase, ms: 0 };
    const index = operations.push(operation) - 1;
    await this.#machine.up();
    const kill = this.#kills.get(`${moment} ${index}`);
    const strike = kill && this.#strikeAfter(kill);
    const begun = performance.now();
    try {
      return await operate();
    } finally {
      operation.ms = performance.now() - begun;
      strike?.();
    }
  }

  /** Kills as planned; an operation that ends sooner calls what is returned, and is struck as it ends. */
  #strikeAfter({ afterMs, againAfterMs }: Kill): () => void {
    const strike = (): void => {
      clearTimeout(timer);
      if (this.#timers.delete(timer)) this.#machine.kill(againAfterMs);
    };
    const timer = setTimeout(strike, afterMs);
    this.#timers.add(timer);
    return strike;
  }

  /** An advance that is cut off has come part of the way, so it is not sent again as it was, which would go too far. */
  async #passUntil(at: number): Promise<void> {
    for (let now = await this.#look(); now < at; now = await this.#look())
      await this.#attempt('POST', '/_local/clock/advance', { body: { by: durationText(at - now) } });
  }

  async #look(): Promise<number> {
    const { now } = await this.control<{ now: string }>('clock');
    this.#now = Date.parse(now);
    return this.#now;
  }

  async #send(method: string, path: string, input: HttpInput = {}): Promise<HttpOutput> {
    for (;;) {
      const answer = await this.#attempt(method, path, input);
      if (answer) return answer;
      this.resent += 1;
    }
  }

  /** Resolves to the answer, to undefined when a kill cut it off. */
  async #attempt(
    method: string,
    path: string,
    { headers = {}, body }: HttpInput,
  ): Promise<HttpOutput | undefined> {
    const life = await this.#machine.up();
    if (life !== this.#life) this.#struck = true;
    this.#life = life;
    const asIs = body === undefined || typeof body === 'string' || body instanceof Uint8Array;
    try {
      const response = await fetch(`${this.#machine.origin}${path}`, {
        method,
        redirect: 'manual',
        headers: { ...(!asIs && { 'content-type': 'application/json' }), ...headers },
        ...(body !== undefined && {
          body: asIs ? new Uint8Array(Buffer.from(body)) : JSON.stringify(body),
        }),
      });
      const text = await response.text();
      return {
        status: response.status,
        headers: Object.fromEntries(response.headers),
        cookies: response.headers.getSetCookie(),
        body: text,
        json: () => JSON.parse(text),
      };
    } catch (error) {
      if (!(error instanceof TypeError && (await this.#machine.isGone(life)))) throw error;
      return undefined;
    }
  }
}
