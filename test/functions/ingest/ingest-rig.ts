import type { Context } from 'aws-lambda';
import type { LineMessage } from '../../../domain/events/recorded-event.ts';
import { findKey, hashKey, type KeyRecord } from '../../../domain/keys/keys.ts';
import { LineUnavailable } from '../../../domain/line/line-unavailable.ts';
import { ingest } from '../../../functions/ingest/ingest.ts';
import { type HttpRequest, type HttpResponse, http } from '../../../functions/shared/http/http.ts';
import { MemoryTable } from '../../domain/people/memory-table.ts';

/** What signs the links of messages. */
export const signingKey = 'k'.repeat(32);

export const basic = (key: string): string => `Basic ${Buffer.from(`${key}:`).toString('base64')}`;

interface Sent {
  readonly headers?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly base64?: boolean;
}

const keys: readonly KeyRecord[] = [
  { id: 'wk', kind: 'write', hash: hashKey('wk_local') },
  { id: 'sk', kind: 'secret', hash: hashKey('sk_local') },
  { id: 'reader', kind: 'secret', hash: hashKey('sk_reader'), scopes: ['read'] },
  { id: 'slow', kind: 'secret', hash: hashKey('sk_slow'), perMinute: 40 },
];

/** Ingest behind its middleware, with its outside in memory and keys: wk_local and sk_local, sk_reader which may not send, sk_slow. */
export class IngestRig {
  readonly memory = new MemoryTable();
  readonly sent: LineMessage[] = [];
  readonly logged: unknown[] = [];
  /** Calls that were counted. */
  readonly counted: { readonly key: string; readonly lump: number }[] = [];
  lineIsAway = false;

  readonly #handler = http(
    ingest({
      table: this.memory.table,
      line: {
        send: async (messages) => {
          if (this.lineIsAway) throw new LineUnavailable(messages.length);
          this.sent.push(...messages);
        },
      },
      signingKey: async () => signingKey,
      keyring: { records: async () => keys, find: async (text, now) => findKey(keys, text, now) },
      permits: {
        take: async (key, limit, lump) => {
          this.counted.push({ key, lump });
          return { passed: this.counted.length <= limit, limit, remaining: 0, resets: 30 };
        },
      },
    }),
    {
      info: (...line: unknown[]) => this.logged.push(line),
      warn: (...line: unknown[]) => this.logged.push(line),
      error: (...line: unknown[]) => this.logged.push(line),
    },
  );

  /** Sends a body as it is. `route` is method and path. */
  async request(route: string, body: string | undefined, sent: Sent = {}): Promise<HttpResponse> {
    const request: Pick<
      HttpRequest,
      'routeKey' | 'headers' | 'body' | 'isBase64Encoded' | 'queryStringParameters'
    > & { readonly requestContext: Pick<HttpRequest['requestContext'], 'requestId' | 'http'> } = {
      routeKey: route,
      headers: { authorization: basic('wk_local'), ...sent.headers },
      ...(body !== undefined && { body }),
      isBase64Encoded: sent.base64 ?? false,
      ...(sent.query && { queryStringParameters: sent.query }),
      requestContext: {
        requestId: 'req-1',
        http: {
          method: 'POST',
          path: '/',
          protocol: 'HTTP/1.1',
          sourceIp: '203.0.113.7',
          userAgent: 'Firefox/1',
        },
      },
    };
    return this.#handler(request as HttpRequest, {} as Context);
  }

  /** Sends a call with the write key and returns the answer's status and parsed body. */
  async call(path: string, body: unknown, key = 'wk_local') {
    const answer = await this.request(`POST ${path}`, JSON.stringify(body), {
      headers: { authorization: basic(key) },
    });
    return { status: answer.statusCode, headers: answer.headers, body: JSON.parse(answer.body ?? '') };
  }

  async rejected(query: Readonly<Record<string, string>> = {}, key = 'sk_local') {
    const answer = await this.request('GET /v1/rejected', undefined, {
      headers: { authorization: `Bearer ${key}` },
      query,
    });
    return { status: answer.statusCode, body: JSON.parse(answer.body ?? '') };
  }
}
