import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A local cloud in a process of its own, with its data on disk, as `npm start` serves it. */
export class Served {
  readonly #child: ChildProcess;
  readonly #data: string;
  readonly #agent: Agent;
  readonly port: number;
  /** Milliseconds from the process's start to its first answer. */
  readonly startMs: number;

  private constructor(child: ChildProcess, data: string, port: number, startMs: number, connections: number) {
    this.#child = child;
    this.#data = data;
    this.#agent = new Agent({ keepAlive: true, maxSockets: connections });
    this.port = port;
    this.startMs = startMs;
  }

  static start({ port = 3911, connections = 32 } = {}): Promise<Served> {
    return Served.#start(mkdtempSync(join(tmpdir(), 'onward-bench-')), port, connections);
  }

  static async #start(data: string, port: number, connections: number): Promise<Served> {
    const begun = performance.now();
    const child = spawn(process.execPath, [fileURLToPath(new URL('../local/start.ts', import.meta.url))], {
      env: { ...process.env, PORT: String(port), AWS_PORT: String(port + 1), ONWARD_DATA: data },
      stdio: 'ignore',
    });
    for (;;) {
      if (child.exitCode !== null) throw new Error(`the local cloud ended with status ${child.exitCode}`);
      const answer = await fetch(`http://localhost:${port}/_local/clock`).catch(() => undefined);
      if (answer?.ok) break;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    return new Served(child, data, port, performance.now() - begun, connections);
  }

  call(
    method: string,
    path: string,
    body?: unknown,
    key = 'sk_local',
  ): Promise<{ status: number; body: string }> {
    const payload = body === undefined ? undefined : JSON.stringify(body);
    return new Promise((resolve, reject) => {
      const sent = request(
        {
          port: this.port,
          method,
          path,
          agent: this.#agent,
          headers: {
            authorization: `Basic ${Buffer.from(`${key}:`).toString('base64')}`,
            ...(payload && {
              'content-type': 'application/json',
              'content-length': Buffer.byteLength(payload),
            }),
          },
        },
        (answer) => {
          let text = '';
          answer.setEncoding('utf8');
          answer.on('data', (chunk) => {
            text += chunk;
          });
          answer.on('end', () => resolve({ status: answer.statusCode ?? 0, body: text }));
        },
      );
      sent.on('error', reject);
      sent.end(payload);
    });
  }

  /** CPU milliseconds that the process has used, user and system, as Linux counts them (10 ms steps). */
  cpuMs(): number {
    const fields = readFileSync(`/proc/${this.#child.pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    return (Number(fields[11]) + Number(fields[12])) * 10;
  }

  /** Resident memory in MiB. */
  memoryMb(): number {
    const kb = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${this.#child.pid}/status`, 'utf8'))?.[1];
    return Number(kb) / 1024;
  }

  /** Stops the process and starts another over the same data. */
  async restart(): Promise<Served> {
    await this.#end();
    return Served.#start(this.#data, this.port, this.#agent.maxSockets);
  }

  async stop(): Promise<void> {
    await this.#end();
    rmSync(this.#data, { recursive: true, force: true });
  }

  async #end(): Promise<void> {
    this.#agent.destroy();
    const ended = new Promise((resolve) => this.#child.once('exit', resolve));
    this.#child.kill('SIGTERM');
    await ended;
  }
}

/** Runs `work(0 … count - 1)`, `lanes` at a time. */
export async function inLanes(
  count: number,
  lanes: number,
  work: (index: number) => Promise<unknown>,
): Promise<void> {
  let next = 0;
  const lane = async () => {
    while (next < count) await work(next++);
  };
  await Promise.all(Array.from({ length: lanes }, lane));
}
