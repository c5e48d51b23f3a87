import type { HttpResponse } from './http.ts';

export const json = (status: number, body: unknown): HttpResponse => ({
  statusCode: status,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});

/** A page. Callers add what is theirs: content security, caching. */
export const html = (
  status: number,
  body: string,
  headers: Readonly<Record<string, string>> = {},
): HttpResponse => ({
  statusCode: status,
  headers: { 'content-type': 'text/html; charset=utf-8', ...headers },
  body,
});
