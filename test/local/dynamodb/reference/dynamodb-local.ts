import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { emulator, Unavailable } from './emulator.ts';

const startMs = 45_000;
const betweenTriesMs = 50;

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  if (typeof address !== 'object' || address === null) throw new Error('a TCP server without a port');
  return address.port;
}

async function untilItAnswers(origin: string, java: ChildProcess): Promise<void> {
  const end = performance.now() + startMs;
  for (;;) {
    const answers = await fetch(origin).then(
      () => true,
      () => false,
    );
    if (answers) return;
    if (java.exitCode !== null) throw new Error(`DynamoDB Local ended with code ${java.exitCode}`);
    if (performance.now() > end) throw new Error(`DynamoDB Local does not answer after ${startMs} ms`);
    await pause(betweenTriesMs);
  }
}

/** AWS's own DynamoDB Local, in memory, on a free port. */
export class DynamoDbLocal {
  readonly origin: string;
  readonly #java: ChildProcess;

  private constructor(origin: string, java: ChildProcess) {
    this.origin = origin;
    this.#java = java;
  }

  static async start(): Promise<DynamoDbLocal> {
    const cwd = emulator();
    const port = await freePort();
    const flags = ['-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC', '-Djava.library.path=./DynamoDBLocal_lib'];
    const java = spawn(
      'java',
      [...flags, '-jar', 'DynamoDBLocal.jar', '-inMemory', '-sharedDb', '-port', String(port)],
      { cwd, stdio: 'ignore' },
    );
    const local = new DynamoDbLocal(`http://127.0.0.1:${port}`, java);
    try {
      await untilItAnswers(local.origin, java);
    } catch (error) {
      await local.stop();
      throw error;
    }
    return local;
  }

  async stop(): Promise<void> {
    if (this.#java.exitCode !== null) return;
    const ended = once(this.#java, 'exit');
    this.#java.kill('SIGKILL');
    await ended;
  }
}

/** Starts it where that can be; where not, one line says why and the answer is undefined. */
export async function startWhereItCan(): Promise<DynamoDbLocal | undefined> {
  try {
    return await DynamoDbLocal.start();
  } catch (error) {
    if (!(error instanceof Unavailable)) throw error;
    console.warn(`DynamoDB is not compared with DynamoDB Local: ${error.message}`);
    return undefined;
  }
}
