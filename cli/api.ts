import { ApiProblem } from './api-problem.ts';
import type { Terminal } from './terminal.ts';

/** How often a call is made that is answered with 429 or 503, or not at all. */
const attempts = 6;
const longestWaitSeconds = 60;

export interface Request {
  readonly method: string;
  /** With its variables filled. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string | undefined>>;
  readonly body?: object;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Answer {
  readonly status: number;
  readonly body: unknown;
  readonly etag: string | null;
}

/** Fills a path's variables with values, which may have any characters. */
export const filled = (path: string, args: Readonly<Record<string, string>>): string =>
  path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(args[name] ?? ''));

/** The API, called with a key. Calls that a busy moment refused are made again. */
export class Api {
  readonly #url: string;
  readonly #key: string;
  readonly #terminal: Pick<Terminal, 'sleep' | 'note'>;

  constructor(url: string, key: string, terminal: Pick<Terminal, 'sleep' | 'note'>) {
    this.#url = url;
    this.#key = key;
    this.#terminal = terminal;
  }

  /** @throws ApiProblem for any answer that is no success, and where none comes */
  async call(request: Request): Promise<Answer> {
    // The same through all attempts, so that a call whose answer was lost has its effect once.
    const idempotencyKey = crypto.randomUUID();
    for (let attempt = 1; ; attempt += 1) {
      const answer = await this.#attempt(request, idempotencyKey);
      if (!(answer instanceof ApiProblem)) return answer;
      if (!answer.isPassing || attempt === attempts) throw answer;
      const seconds = Math.min(answer.retryAfter ?? 2 ** attempt / 4, longestWaitSeconds);
      this.#terminal.note(`${answer.message} Trying again in ${Math.ceil(seconds)} s.\n`);
      await this.#terminal.sleep(seconds * 1000);
    }
  }

  async #attempt(
    { method, path, query = {}, body, headers }: Request,
    idempotencyKey: string,
  ): Promise<Answer | ApiProblem> {
    const url = new URL(path, this.#url);
    for (const [name, value] of Object.entries(query))
      if (value !== undefined) url.searchParams.set(name, value);
    try {
      const response = await fetch(url, {
        method,
        headers: {
          authorization: `Bearer ${this.#key}`,
          ...(method !== 'GET' && { 'idempotency-key': idempotencyKey }),
          ...(body && { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body && { body: JSON.stringify(body) }),
      });
      const text = await response.text();
      const { status } = response;
      if (!response.ok) return ApiProblem.of(response, text);
      const isCsv = response.headers.get('content-type')?.startsWith('text/csv');
      const said = isCsv ? text : text === '' ? undefined : JSON.parse(text);
      return { status, body: said, etag: response.headers.get('etag') };
    } catch (error) {
      // fetch says so of every connection that fails; SyntaxError is an answer that some other server gave.
      if (error instanceof TypeError) return ApiProblem.unreachable(url.origin, error);
      if (error instanceof SyntaxError)
        return new ApiProblem(`${url.origin} answered what is no JSON; is it the address of your Onward?`);
      throw error;
    }
  }
}
