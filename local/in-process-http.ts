import type { HttpRequest, HttpResponse } from './http-api/exchange.ts';

export interface HttpInput {
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Text and bytes are sent as they are, anything else as JSON. */
  readonly body?: string | Uint8Array | object | undefined;
}

export interface HttpOutput {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly cookies: readonly string[];
  readonly body: string;
  /** @throws SyntaxError when the body is not JSON. */
  json(): unknown;
}

/** The request that a client would send. */
export function requestFrom(method: string, target: string, { headers = {}, body }: HttpInput): HttpRequest {
  const asIs = body === undefined || typeof body === 'string' || body instanceof Uint8Array;
  const bytes = Buffer.from(asIs ? (body ?? '') : JSON.stringify(body));
  const given = Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
  );
  return {
    method,
    target,
    headers: {
      host: 'localhost',
      ...(bytes.length > 0 && { 'content-length': String(bytes.length) }),
      ...(!asIs && { 'content-type': 'application/json' }),
      ...given,
    },
    body: bytes,
    sourceIp: '127.0.0.1',
  };
}

export function outputOf({ status, headers, cookies = [], body }: HttpResponse): HttpOutput {
  const text = String(body);
  return { status, headers, cookies, body: text, json: () => JSON.parse(text) };
}
