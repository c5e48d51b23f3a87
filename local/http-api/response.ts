import { type HttpResponse, message } from './exchange.ts';

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * The response that a function's answer stands for, by the rules of payload format 2.0: without a `statusCode` the
 * whole answer is the body of a 200 in JSON. An answer that is malformed is a 500, as API Gateway gives it.
 */
export function httpResponse(answer: unknown): HttpResponse {
  if (!isObject(answer) || answer.statusCode === undefined) {
    const body = typeof answer === 'string' ? answer : JSON.stringify(answer ?? null);
    return { status: 200, headers: { 'content-type': 'application/json' }, body };
  }
  const status = Number(answer.statusCode);
  const { body = '', headers = {}, cookies = [], isBase64Encoded } = answer;
  const malformed =
    !Number.isInteger(status) ||
    status < 100 ||
    status > 599 ||
    (typeof body !== 'string' && body !== null) ||
    (!isObject(headers) && headers !== null) ||
    !Array.isArray(cookies);
  if (malformed) return message(500, 'Internal Server Error');
  const given = Object.entries(headers ?? {}).map(([name, value]) => [name.toLowerCase(), String(value)]);
  const text = body ?? '';
  return {
    status,
    headers: { 'content-type': 'text/plain;charset=UTF-8', ...Object.fromEntries(given) },
    cookies: cookies.map(String),
    body: isBase64Encoded === true ? Buffer.from(text, 'base64') : text,
  };
}
