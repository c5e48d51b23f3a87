import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';

export interface LocalCloud {
  readonly origin: string;
  stop(): Promise<void>;
}

/** How long a first start may take on a slow machine, synthesis included. */
const startLimitMs = 120_000;

/** Starts a fresh local cloud in a process of its own, in memory and on free ports, and waits until it answers. */
export async function startLocalCloud(): Promise<LocalCloud> {
  const [port, awsPort] = await Promise.all([freePort(), freePort()]);
  const start = fileURLToPath(new URL('../local/start.ts', import.meta.url));
  const child = spawn(process.execPath, [start, '--memory'], {
    env: { ...process.env, PORT: String(port), AWS_PORT: String(awsPort) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  child.stdout.on('data', (chunk) => (said += chunk));
  child.stderr.on('data', (chunk) => (said += chunk));
  const origin = `http://localhost:${port}`;
  await answers(`${origin}/_local/clock`, child, () => said);
  return { origin, stop: () => stop(child) };
}

async function answers(url: string, child: ChildProcess, said: () => string): Promise<void> {
  const deadline = Date.now() + startLimitMs;
  while (Date.now() < deadline) {
    if (child.exitCode !== null) throw new Error(`the local cloud did not start:\n${said()}`);
    const answer = await fetch(url).catch(() => undefined);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`the local cloud did not answer within ${startLimitMs / 1000} s:\n${said()}`);
}

async function stop(child: ChildProcess): Promise<void> {
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await ended;
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
