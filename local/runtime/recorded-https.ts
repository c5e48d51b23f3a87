import * as nodeHttps from 'node:https';
import { Readable, Writable } from 'node:stream';

/** The options of `https.request` that say what is asked of whom; how a connection is made means nothing here. */
interface RequestOptions {
  readonly protocol?: string;
  readonly hostname?: string;
  readonly host?: string;
  readonly port?: number | string;
  readonly path?: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string | number | readonly string[]>>;
  readonly signal?: AbortSignal;
}

type Listener = (response: Readable) => void;

/** Stands for `http.ClientRequest`: the call is made once the body has ended, and its answer comes as `response`. */
class RecordedRequest extends Writable {
  readonly #ask: (body: Buffer) => Promise<Response>;
  readonly #chunks: Buffer[] = [];

  constructor(ask: (body: Buffer) => Promise<Response>, signal: AbortSignal | undefined) {
    // It lasts until its answer: a stream that destroys itself once it is written could fail no more.
    super({ autoDestroy: false, ...(signal && { signal }) });
    this.#ask = ask;
  }

  override _write(chunk: Buffer, _encoding: string, written: () => void): void {
    this.#chunks.push(chunk);
    written();
  }

  override _final(ended: () => void): void {
    ended();
    this.#answered().catch((error) => this.destroy(causeOf(error)));
  }

  async #answered(): Promise<void> {
    const response = await this.#ask(Buffer.concat(this.#chunks));
    const body = Buffer.from(await response.arrayBuffer());
    const message = Object.assign(Readable.from(body.length > 0 ? [body] : []), {
      statusCode: response.status,
      statusMessage: response.statusText,
      headers: Object.fromEntries(response.headers),
    });
    if (!this.emit('response', message)) message.resume();
  }
}

/** `fetch` wraps what the connection threw; `https` hands it on as it is. */
const causeOf = (error: Error): Error =>
  error instanceof TypeError && error.cause instanceof Error ? error.cause : error;

function addressOf(given: string | URL | RequestOptions, options: RequestOptions): URL {
  if (typeof given === 'string' || given instanceof URL) return new URL(given);
  const { hostname, host = 'localhost', port, path = '/' } = options;
  return new URL(`https://${hostname ?? host}${port ? `:${port}` : ''}${path}`);
}

const headersOf = (headers: RequestOptions['headers'] = {}): [string, string][] =>
  Object.entries(headers).map(([name, value]) => [name, String(value)]);

/** Node's `https` for a function: its requests go where those of its `fetch` go, and none leaves the machine. */
export function recordedHttps(outside: typeof fetch): typeof nodeHttps {
  const request = (
    given: string | URL | RequestOptions,
    second?: RequestOptions | Listener,
    third?: Listener,
  ): RecordedRequest => {
    const options = {
      ...(typeof given === 'string' || given instanceof URL ? {} : given),
      ...(typeof second === 'object' && second),
    };
    const url = addressOf(given, options);
    const { method = 'GET', headers, signal } = options;
    const made = new RecordedRequest(
      (body) =>
        outside(url, {
          method,
          headers: headersOf(headers),
          ...(body.length > 0 && { body: Uint8Array.from(body) }),
        }),
      signal,
    );
    const listener = typeof second === 'function' ? second : third;
    if (listener) made.once('response', listener);
    return made;
  };
  const get: typeof request = (...given) => request(...given).end();
  return Object.assign({ ...nodeHttps }, { request, get });
}
