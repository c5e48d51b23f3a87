import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** What the local cloud prints when it serves. */
const ready = /ready in [\d.]+ s/;
/** How many lines of the process are told when it ends by itself. */
const lastLines = 30;

interface Life {
  readonly child: ChildProcess;
  readonly ended: Promise<unknown>;
  /** When it has come up: true; false when it was killed before. */
  readonly up: Promise<boolean>;
}

export interface MachineOptions {
  /** Directory of the state. */
  readonly data: string;
  readonly port: number;
  readonly awsPort: number;
}

/** The local cloud as a process of its own, started as `npm start` does, which can be killed at any moment and started again on the same data. */
export class Machine {
  readonly origin: string;
  /** How long each start took that was not cut short, in milliseconds. */
  readonly starts: number[] = [];
  /** Kills of a process that was serving, and of one that was still starting. */
  readonly kills = { serving: 0, starting: 0 };
  readonly #options: MachineOptions;
  #life: Life | undefined;
  #serving = false;
  #killed = false;
  #lives = 0;
  /** When the processes that are started next are killed, in milliseconds after their start. */
  readonly #killNext: number[] = [];
  #tail: string[] = [];

  constructor(options: MachineOptions) {
    this.#options = options;
    this.origin = `http://localhost:${options.port}`;
  }

  /** Of the process that there is now. */
  get pid(): number | undefined {
    return this.#life?.child.pid;
  }

  /**
   * Resolves when a process serves, to how many there were; starts one if there is none.
   * @throws Error with what it printed last, when it ended although nobody killed it.
   */
  async up(): Promise<number> {
    for (;;) {
      this.#life ??= this.#start();
      if (await this.#life.up) return this.#lives;
    }
  }

  /**
   * SIGKILL: the process has no chance to write anything down.
   * @param nextAfterMs kills the process that is started next as well, so many milliseconds after its start.
   */
  kill(nextAfterMs?: number): void {
    if (!this.#life || this.#killed) return;
    if (nextAfterMs !== undefined) this.killStarts([nextAfterMs]);
    this.kills[this.#serving ? 'serving' : 'starting'] += 1;
    this.#killed = true;
    this.#life.child.kill('SIGKILL');
  }

  /** Kills the processes that are started next, one after the other, so many milliseconds after their start. */
  killStarts(afterMs: readonly number[]): void {
    this.#killNext.push(...afterMs);
  }

  /** Ends the process likewise, uncounted, and resolves when it is gone. */
  async stop(): Promise<void> {
    const { child, ended } = this.#life ?? {};
    this.#killed = true;
    child?.kill('SIGKILL');
    await ended;
  }

  /**
   * Whether the process that `up` told of is gone; resolves once that is known.
   * @param graceMs a connection may end before its process is seen to.
   */
  async isGone(life: number, graceMs = 5_000): Promise<boolean> {
    if (!this.#life || life !== this.#lives) return true;
    const { promise, resolve } = Promise.withResolvers<boolean>();
    const timer = setTimeout(resolve, graceMs, false);
    void this.#life.ended.then(() => resolve(true));
    return promise.finally(() => clearTimeout(timer));
  }

  #start(): Life {
    const { data, port, awsPort } = this.#options;
    const startedAt = performance.now();
    this.#serving = false;
    this.#killed = false;
    this.#tail = [];
    this.#lives += 1;
    const child = spawn(process.execPath, ['--no-warnings', 'local/start.ts', '--as-is'], {
      env: { ...process.env, PORT: String(port), AWS_PORT: String(awsPort), ONWARD_DATA: data },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const serves = Promise.withResolvers<boolean>();
    const read = (line: string): void => {
      this.#tail = [...this.#tail.slice(1 - lastLines), line];
      if (!ready.test(line)) return;
      this.starts.push(performance.now() - startedAt);
      this.#serving = true;
      serves.resolve(true);
    };
    let killAfterMs = this.#killNext.shift();
    const strike = (): void => {
      killAfterMs = undefined;
      this.kill();
    };
    const killer = killAfterMs === undefined ? undefined : setTimeout(strike, killAfterMs);
    createInterface(child.stdout).on('line', read);
    createInterface(child.stderr).on('line', read);
    const ended = once(child, 'close').then(([code]) => {
      clearTimeout(killer);
      // Another kill came first: this one strikes the process that is started next.
      if (killAfterMs !== undefined) this.#killNext.unshift(killAfterMs);
      this.#life = undefined;
      if (this.#killed) return serves.resolve(false);
      serves.reject(new Error(`the local cloud ended by itself (${code}):\n${this.#tail.join('\n')}`));
    });
    return { child, ended, up: serves.promise };
  }
}
