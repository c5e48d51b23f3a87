import { Writable } from 'node:stream';
import { format } from 'node:util';
import { currentInvocation } from './invocation.ts';

export interface LogLine {
  readonly at: number;
  readonly function: string;
  /** Absent for what is printed while the bundle is loaded. */
  readonly requestId: string | undefined;
  /** `stderr` carries warnings, errors and failed invocations. */
  readonly stream: LogStream;
  readonly text: string;
}

type LogStream = 'stdout' | 'stderr';

/** Takes what functions print. */
export interface LogSink {
  write(functionName: string, stream: LogStream, text: string): void;
}

/** A sink that keeps nothing, and says so once. */
export function unwritten(warning: string): LogSink {
  let warned = false;
  return {
    write() {
      if (!warned) process.emitWarning(warning);
      warned = true;
    },
  };
}

const kept = 1_000;

/** What functions print: the last thousand lines, and each passed on to whoever listens. */
export class FunctionLog implements LogSink {
  readonly #now: () => number;
  readonly #listener: ((line: LogLine) => void) | undefined;
  #lines: LogLine[] = [];

  constructor(now: () => number, listener?: (line: LogLine) => void) {
    this.#now = now;
    this.#listener = listener;
  }

  write(functionName: string, stream: LogStream, text: string): void {
    const requestId = currentInvocation.getStore()?.requestId;
    const line = { at: this.#now(), function: functionName, requestId, stream, text };
    this.#lines.push(line);
    if (this.#lines.length >= 2 * kept) this.#lines = this.#lines.slice(-kept);
    this.#listener?.(line);
  }

  /** Oldest first. */
  lines(functionName?: string): readonly LogLine[] {
    const recent = this.#lines.slice(-kept);
    return functionName === undefined ? recent : recent.filter((line) => line.function === functionName);
  }
}

/** A stream whose text is split into log lines, for loggers that write to `process.stdout`. */
export const logStream = (write: (text: string) => void): Writable =>
  new Writable({
    decodeStrings: false,
    write(chunk: string | Buffer, _encoding, done) {
      for (const line of String(chunk).split('\n')) if (line !== '') write(line);
      done();
    },
  });

/** A `console` whose output is log lines. */
export function logConsole(write: (stream: LogStream, text: string) => void): Console {
  const out = (...parts: readonly unknown[]): void => write('stdout', format(...parts));
  const err = (...parts: readonly unknown[]): void => write('stderr', format(...parts));
  return Object.assign(Object.create(console), {
    log: out,
    debug: out,
    info: out,
    trace: out,
    warn: err,
    error: err,
  });
}
