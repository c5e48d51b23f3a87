import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { Cloud } from '../../local/cloud.ts';
import { monday } from '../journeys/centre.ts';
import { openApp } from '../support/app.ts';

let cloud: Cloud;
let folder: string;

beforeAll(async () => {
  cloud = await openApp({ frozenAt: monday, seed: 1, port: 0 });
  folder = mkdtempSync(join(tmpdir(), 'onward-cli-'));
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await cloud.close();
});

interface Ended {
  readonly status: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the program as a shell does. @param onNote told of all that it has noted so far, each time that it notes more */
function run(
  words: readonly string[],
  onNote: (noted: string, child: ChildProcess) => void = () => undefined,
  url = cloud.publicOrigin,
): Promise<Ended> {
  const child = spawn(process.execPath, ['cli/onward.js', ...words], {
    env: { ...process.env, ONWARD_URL: url },
  });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (text: Buffer) => {
    stdout += text.toString();
  });
  child.stderr.on('data', (text: Buffer) => {
    stderr += text.toString();
    onNote(stderr, child);
  });
  return new Promise((resolve) =>
    child.on('close', (status, signal) => resolve({ status, signal, stdout, stderr })),
  );
}

const written = (name: string, text: string | Uint8Array): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};

describe('the program', () => {
  it('is interrupted in an import, and goes on where it was', async () => {
    const rows = Array.from({ length: 6_000 }, (_, row) => `r${row}@example.com\n`);
    const path = written('many.csv', `Email\n${rows.join('')}`);
    const cut = await run(['people', 'import', path], (noted, child) => {
      if (/^\d+% +\d+ rows$/m.test(noted)) child.kill('SIGINT');
    });
    expect([cut.signal, cut.stdout]).toEqual(['SIGINT', '']);
    const [, resume = ''] = /--resume (imp_\w+)/.exec(cut.stderr) ?? [];
    const { status, stdout } = await run(['people', 'import', path, '--resume', resume, '--json']);
    expect([status, JSON.parse(stdout)]).toMatchObject([
      0,
      { id: resume, status: 'finished', rows: 6_000, taken: 6_000 },
    ]);
  });

  it('ends quietly where its reader has had enough', async () => {
    await cloud.settle();
    const child = spawn(process.execPath, ['cli/onward.js', 'people', 'export'], {
      env: { ...process.env, ONWARD_URL: cloud.publicOrigin },
    });
    let stderr = '';
    child.stderr.on('data', (text: Buffer) => {
      stderr += text.toString();
    });
    child.stdout.once('data', () => child.stdout.destroy());
    const status = await new Promise((resolve) => child.on('close', resolve));
    expect([status, stderr]).toEqual([0, '']);
  });

  it.each([
    ['a folder', () => folder, /is a folder; name a file in it\n$/],
    ['a file that is not there', () => join(folder, 'none.csv'), /none.csv: cannot be read: ENOENT/],
  ])('says in a sentence that it was given %s', async (_, path, told) => {
    const { status, stderr } = await run(['people', 'import', path(), '--format', 'csv']);
    expect([status, stderr]).toEqual([2, expect.stringMatching(told)]);
  });

  it('tells a server that is not there, while it tries and in the end', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    if (typeof address !== 'object' || !address) throw new Error('the server has no port');
    await new Promise((resolve) => server.close(resolve));
    const url = `http://127.0.0.1:${address.port}`;
    const { stderr, signal } = await run(['people', 'list'], (_, child) => child.kill('SIGTERM'), url);
    expect(signal).toBe('SIGTERM');
    expect(stderr).toMatch(/does not answer .*ECONNREFUSED.* Is it running .* Trying again in 1 s\.\n/);
  });

  it('sends a change again under the key that it was sent with first', async () => {
    const seen: (string | undefined)[] = [];
    const server = createServer((request, response) => {
      seen.push(request.headers['idempotency-key']?.toString());
      response.writeHead(seen.length === 1 ? 503 : 200, {
        'content-type': 'application/json',
        'retry-after': '0',
      });
      response.end('{}');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void server.close());
    const address = server.address();
    if (typeof address !== 'object' || !address) throw new Error('the server has no port');
    const body = written('traits.json', '{"traits":{"tier":"gold"}}');
    const url = `http://127.0.0.1:${address.port}`;
    expect(await run(['people', 'change', 'email:ada@example.com', body], undefined, url)).toMatchObject({
      status: 0,
    });
    expect(seen).toEqual([expect.stringMatching(/^[\w-]{36}$/), seen[0]]);
  });
});
