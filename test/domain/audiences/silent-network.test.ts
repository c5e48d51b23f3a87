import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { AccessTokens } from '../../../domain/audiences/networks/access-tokens.ts';
import { call } from '../../../domain/audiences/networks/call.ts';

/** Milliseconds: long enough for a connection on this machine, short enough to wait for. */
const patience = 60;
const silence = { status: 503, body: {} };

let server: Server | undefined;

async function networkThat(answers: RequestListener): Promise<string> {
  server = createServer(answers);
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/audience/users`;
}

afterEach(async () => {
  server?.closeAllConnections();
  await new Promise((resolve) => (server ? server.close(resolve) : resolve(undefined)));
  server = undefined;
});

const change = (url: string) => ({ method: 'POST', url, body: { users: [] } }) as const;
const ask = async (answers: RequestListener) => call(change(await networkThat(answers)), {}, patience);

const hangUp = (socket: Socket | null): void => void socket?.resetAndDestroy();

it.each<readonly [string, RequestListener]>([
  ['accepts the call and never answers', () => undefined],
  [
    'begins its answer and never ends it',
    (_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.write('{"requestId":"r-');
    },
  ],
  ['resets the connection', (_request, { socket }) => hangUp(socket)],
  [
    'resets the connection in the middle of its answer',
    (_request, response) => {
      response.writeHead(200, { 'content-length': '1000' });
      response.write('{"requestId":"r-1"', () => hangUp(response.socket));
    },
  ],
])('a network that %s said nothing', async (_what, answers) => {
  expect(await ask(answers)).toEqual(silence);
});

it('a port where nobody listens says nothing', async () => {
  const url = await networkThat(() => undefined);
  await new Promise((resolve) => server?.close(resolve));
  expect(await call(change(url), {}, patience)).toEqual(silence);
});

it('a network that answers in time is heard, whatever it says', async () => {
  expect(await ask((_request, response) => response.writeHead(429).end('slow down'))).toEqual({
    status: 429,
    body: {},
  });
});

it('an issuer of tokens that never answers gives none, and is told without secrets', async () => {
  const tokenUrl = await networkThat(() => undefined);
  const access = {
    refreshToken: 'refresh-secret',
    clientId: 'client',
    clientSecret: 'client-secret',
    tokenUrl,
  };
  const { origin } = new URL(tokenUrl);
  await expect(new AccessTokens(patience).token('google', access, new Date())).rejects.toMatchObject({
    name: 'NoAccess',
    message: `${origin} gave no token: TimeoutError`,
  });
});
