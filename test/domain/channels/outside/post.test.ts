import type { LookupAddress } from 'node:dns';
import type { RequestListener } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo, LookupFunction } from 'node:net';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { postOutside } from '../../../../domain/channels/outside/post.ts';
import { isPublicAddress } from '../../../../domain/channels/outside/public-address.ts';
import { publicLookup, type Resolver } from '../../../../domain/channels/outside/public-lookup.ts';
import { certificate } from './certificate.ts';

describe('a public address', () => {
  it.each(['8.8.8.8', '1.1.1.1', '172.15.255.255', '2606:4700::1111', '2a00:1450:4001::1'])(
    'is %s',
    (address) => {
      expect(isPublicAddress(address)).toBe(true);
    },
  );

  it.each([
    '0.0.0.0',
    '10.1.2.3',
    '100.64.0.1',
    '127.0.0.1',
    '169.254.169.254',
    '169.254.170.2',
    '172.31.255.255',
    '192.168.0.1',
    '198.19.0.1',
    '203.0.113.9',
    '224.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::ffff:10.0.0.1',
    '::ffff:8.8.8.8',
    '64:ff9b::a00:1',
    'fc00::1',
    'fd00:ec2::254',
    'fe80::1',
    'ff02::1',
    '2001:0:a00:1::',
    '2001:db8::1',
    '2002:a00:1::',
    'not an address',
  ])('is not %s', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });
});

const found = (...addresses: string[]): LookupAddress[] =>
  addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));

const resolving =
  (...addresses: string[]): Resolver =>
  (_host, _options, callback) =>
    callback(null, found(...addresses));

describe('a name', () => {
  const ask = (resolve: Resolver, all: boolean) =>
    new Promise((done) => publicLookup(resolve)('a.example', { all }, (...given) => done(given)));

  it('leads to the addresses that were checked', async () => {
    const resolve = resolving('8.8.8.8', '2606:4700::1111');
    expect(await ask(resolve, true)).toEqual([null, found('8.8.8.8', '2606:4700::1111')]);
    expect(await ask(resolve, false)).toEqual([null, '8.8.8.8', 4]);
  });

  it('leads nowhere if one of its addresses is private', async () => {
    expect(await ask(resolving('8.8.8.8', '10.0.0.1'), true)).toMatchObject([{ name: 'PrivateAddress' }, []]);
  });

  it('leads nowhere if there is none of it', async () => {
    const nobody: Resolver = (_host, _options, callback) =>
      callback(Object.assign(new Error('no'), { code: 'ENOTFOUND' }), []);
    expect(await ask(nobody, false)).toMatchObject([{ code: 'ENOTFOUND' }, []]);
  });
});

/** Milliseconds: long enough for a connection on a busy machine; and short enough to wait for. */
const patience = 5_000;
const soon = 300;

let server: Server | undefined;
afterEach(async () => {
  server?.closeAllConnections();
  await new Promise((resolve) => (server ? server.close(resolve) : resolve(undefined)));
  server = undefined;
});

async function hostThat(answers: RequestListener): Promise<string> {
  server = createServer(certificate, answers);
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  return `https://hooks.example:${(server.address() as AddressInfo).port}/hook?a=1`;
}

const atHome: LookupFunction = (_host, _options, callback) => callback(null, found('127.0.0.1'));
const post = { headers: { 'content-type': 'application/json' }, body: '{"a":1}' };
const trusting = { patience, lookup: atHome, ca: certificate.cert };

describe('a call to an address that somebody outside chose', () => {
  it('is made with its body, and its answer heard', async () => {
    const url = await hostThat(async (request, response) => {
      const chunks = await request.toArray();
      response.writeHead(201).end(`${request.method} ${request.url} ${Buffer.concat(chunks)}`);
    });
    expect(await postOutside({ url, ...post }, trusting)).toEqual({
      kind: 'answered',
      status: 201,
      text: 'POST /hook?a=1 {"a":1}',
    });
  });

  it.each([
    'https://127.0.0.1/',
    'https://2130706433/',
    'https://0x7f.1/',
    'https://[::1]/',
    'https://[::ffff:169.254.169.254]/latest/meta-data',
    'https://169.254.169.254/latest/meta-data',
    'http://8.8.8.8/',
  ])('is not made: %s', async (url) => {
    expect(await postOutside({ url, ...post })).toMatchObject({ kind: 'forbidden' });
  });

  it('is not made where a public name leads to a private address when it is connected to', async () => {
    const heard = vi.fn();
    const url = await hostThat(heard);
    const lookup = publicLookup(resolving('127.0.0.1'));
    expect(await postOutside({ url, ...post }, { ...trusting, lookup })).toMatchObject({
      kind: 'forbidden',
      error: { message: 'hooks.example is at 127.0.0.1, which is no address of the public Internet' },
    });
    expect(heard).not.toHaveBeenCalled();
  });

  it('follows no redirect', async () => {
    const url = await hostThat((_request, response) =>
      response.writeHead(307, { location: 'https://169.254.169.254/' }).end(),
    );
    expect(await postOutside({ url, ...post }, trusting)).toMatchObject({ kind: 'answered', status: 307 });
  });

  it('reads no more of an answer than its beginning', async () => {
    const url = await hostThat((_request, response) => {
      response.writeHead(200);
      const more = (): void => void (response.writable && response.write('x'.repeat(1000), more));
      more();
    });
    const outcome = await postOutside({ url, ...post }, trusting);
    expect(outcome).toMatchObject({ kind: 'answered', status: 200, text: 'x'.repeat(4096) });
  });

  it('has its answer with the status, whatever becomes of the rest', async () => {
    const url = await hostThat((_request, response) => {
      response.writeHead(202, { 'content-length': '100' });
      response.write('beg', () => response.socket?.destroy());
    });
    expect(await postOutside({ url, ...post }, trusting)).toMatchObject({ kind: 'answered', status: 202 });
  });

  it.each<readonly [string, RequestListener]>([
    ['never answers', () => undefined],
    ['hangs up', ({ socket }) => void socket.destroy()],
  ])('is of unknown fate where the host %s', async (_what, answers) => {
    const url = await hostThat(answers);
    expect(await postOutside({ url, ...post }, { ...trusting, patience: soon })).toMatchObject({
      kind: 'silent',
    });
  });

  it('was not made where nobody listens, and where the host cannot prove its name', async () => {
    const url = await hostThat(() => undefined);
    expect(await postOutside({ url, ...post }, { ...trusting, ca: undefined })).toMatchObject({
      kind: 'unreached',
    });
    await new Promise((resolve) => server?.close(resolve));
    server = undefined;
    expect(await postOutside({ url, ...post }, trusting)).toMatchObject({
      kind: 'unreached',
      error: { code: 'ECONNREFUSED' },
    });
  });
});
