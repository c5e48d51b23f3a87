import { isUtf8 } from 'node:buffer';
import type { Clock } from './clock.ts';
import type { ConnectionError, Faults, HostAnswer } from './faults.ts';
import { knownAnswer } from './known-answers.ts';
import type { Pace } from './pace.ts';
import type { Store } from './store.ts';

/** A call that a function made to an outside service, and what it was answered here. */
export interface OutboundRequest {
  /** ISO 8601, by the local cloud's clock. */
  readonly at: string;
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** As sent: parsed if it is JSON or a form, `{base64}` if it is no text, text otherwise. */
  readonly body: unknown;
  /** Null for a call that got no answer. */
  readonly status: number | null;
}

type Answer = Omit<HostAnswer, 'host' | 'times'>;

const secretHeaders = /^(authorization|proxy-authorization|cookie|x-api-key|.*-token|.*-secret)$/i;
const secretParameters =
  /^(access_token|token|key|api_?key|client_secret|secret|password|refresh_token|sig|signature)$/i;
const redacted = '[redacted]';

/** Keeps what functions would have sent to outside services, without credentials, and answers in their stead. */
export class Outbound {
  readonly #store: Store;
  readonly #clock: Clock;
  readonly #faults: Faults;
  readonly #pace: Pace;

  constructor(store: Store, clock: Clock, faults: Faults, pace: Pace) {
    this.#store = store;
    this.#clock = clock;
    this.#faults = faults;
    this.#pace = pace;
    store.db.exec(
      'CREATE TABLE IF NOT EXISTS outbound_request (id INTEGER PRIMARY KEY, host TEXT NOT NULL, request TEXT NOT NULL)',
    );
  }

  /**
   * Stands for `fetch` in functions: answers, or fails, with a fault that waits for the host; else answers as a known host
   * would, or 200 `{}`.
   */
  readonly fetch: typeof fetch = async (input, init) => {
    const request = new Request(input, init);
    const bytes = await this.#pace.outside(() => request.arrayBuffer());
    const turn = this.#pace.turn();
    if (turn) await turn;
    const { host } = new URL(request.url);
    const fault = this.#faults.takeForHost(host);
    const failure = fault && 'error' in fault ? fault : undefined;
    const answer: Answer = fault && 'status' in fault ? fault : { status: 200 };
    const contentType = request.headers.get('content-type') ?? '';
    const body = redactBody(Buffer.from(bytes), contentType);
    const nth = this.record({
      at: new Date(this.#clock.now()).toISOString(),
      method: request.method,
      url: withoutSecrets(request.url),
      headers: Object.fromEntries(
        [...request.headers].map(([name, value]) => [name, secretHeaders.test(name) ? redacted : value]),
      ),
      body,
      status: failure && !failure.after ? null : answer.status,
    });
    if (failure) throw connectionError(failure.error);
    return responseOf(fault ? answer : { ...answer, body: knownAnswer(request.url, body, nth) });
  };

  /** Returns how many calls there have been with it. */
  record(request: OutboundRequest): number {
    const { lastInsertRowid } = this.#store
      .sql('INSERT INTO outbound_request (host, request) VALUES (?, ?)')
      .run(new URL(request.url).host, JSON.stringify(request));
    return Number(lastInsertRowid);
  }

  /** Oldest first. */
  list(host?: string): OutboundRequest[] {
    return this.#store
      .sql('SELECT request FROM outbound_request WHERE ?1 IS NULL OR host = ?1 ORDER BY id')
      .all(host ?? null)
      .map(({ request }) => JSON.parse(String(request)));
  }
}

function responseOf({ status, body = {}, headers }: Answer): Response {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const bodiless = [204, 205, 304].includes(status);
  return new Response(bodiless ? null : text, {
    status,
    headers: { 'content-type': 'application/json', ...headers },
  });
}

/** What Node's `fetch` throws: at the end of an `AbortSignal.timeout`, and when the connection breaks. */
const connectionError = (error: ConnectionError): Error =>
  error === 'TimeoutError'
    ? new DOMException('The operation was aborted due to timeout', error)
    : new TypeError('fetch failed', { cause: Object.assign(new Error(`read ${error}`), { code: error }) });

function withoutSecrets(address: string): string {
  const url = new URL(address);
  for (const name of url.searchParams.keys()) {
    if (secretParameters.test(name)) url.searchParams.set(name, redacted);
  }
  if (url.password) url.password = redacted;
  return url.href;
}

/** Parsed if it is JSON or a form, with credentials blanked. */
function redactBody(bytes: Buffer, contentType: string): unknown {
  if (!isUtf8(bytes)) return { base64: bytes.toString('base64') };
  const text = bytes.toString();
  if (contentType.startsWith('application/x-www-form-urlencoded')) {
    return redactMembers(Object.fromEntries(new URLSearchParams(text)));
  }
  try {
    return redactMembers(JSON.parse(text));
  } catch (error) {
    if (error instanceof SyntaxError) return text;
    throw error;
  }
}

function redactMembers(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(redactMembers);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [
      name,
      secretParameters.test(name) && typeof each === 'string' ? redacted : redactMembers(each),
    ]),
  );
}
