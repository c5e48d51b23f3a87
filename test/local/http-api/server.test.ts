import { expect, onTestFinished, test } from 'vitest';
import { gate } from '../../../local/gate.ts';
import type { HttpRequest } from '../../../local/http-api/exchange.ts';
import { publicServer } from '../../../local/http-api/server.ts';
import { stop } from '../../../local/listen.ts';

async function serve(answer: Parameters<typeof publicServer>[0]) {
  const reported: unknown[] = [];
  const entry = await gate(0, 'PORT');
  onTestFinished(() => stop(entry.server));
  entry.open(publicServer(answer, (error) => reported.push(error)));
  return { origin: `http://localhost:${entry.port}`, port: entry.port, reported };
}

test('carries requests and responses over a socket', async () => {
  const seen: HttpRequest[] = [];
  const { origin } = await serve(async (request) => {
    seen.push(request);
    return { status: 201, headers: { 'x-a': 'b' }, cookies: ['a=1', 'b=2'], body: 'ä' };
  });
  const response = await fetch(`${origin}/p%20q?x=1`, {
    method: 'POST',
    headers: { 'X-Upper': 'Yes' },
    body: 'hello',
  });
  expect(await response.text()).toBe('ä');
  expect(response.status).toBe(201);
  expect(response.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
  expect(seen).toMatchObject([
    {
      method: 'POST',
      target: '/p%20q?x=1',
      body: Buffer.from('hello'),
      headers: { 'x-upper': 'Yes' },
      sourceIp: '127.0.0.1',
    },
  ]);
  expect(seen[0]?.headers).not.toHaveProperty('connection');
});

test('refuses a body over ten megabytes without handing it on', async () => {
  const { origin } = await serve(async () => ({ status: 200, headers: {}, body: '' }));
  const response = await fetch(origin, { method: 'POST', body: Buffer.alloc(10_485_761) });
  expect(response.status).toBe(413);
});

test('answers 500 and reports what went wrong in answering', async () => {
  const { origin, reported } = await serve(async () => {
    throw new Error('bug');
  });
  const response = await fetch(origin);
  expect([response.status, await response.text()]).toEqual([500, '{"message":"Internal Server Error"}']);
  expect(reported).toMatchObject([{ message: 'bug' }]);
});

test('keeps requests that come before the gate opens', async () => {
  const entry = await gate(0, 'PORT');
  onTestFinished(() => stop(entry.server));
  const early = fetch(`http://localhost:${entry.port}`);
  await new Promise((resolve) => entry.server.once('request', resolve));
  entry.open(publicServer(async () => ({ status: 200, headers: {}, body: 'late' }), console.error));
  expect(await (await early).text()).toBe('late');
});

test('a port in use is told with the variable that changes it', async () => {
  const { port } = await serve(async () => ({ status: 200, headers: {}, body: '' }));
  await expect(gate(port, 'AWS_PORT')).rejects.toThrow(
    `port ${port} is in use: stop what listens there, or set AWS_PORT to another port`,
  );
});
