import type { FunctionChance } from './chance.ts';
import { type LogSink, logConsole, logStream } from './function-log.ts';
import { recordedHttps } from './recorded-https.ts';
import { virtualDate } from './virtual-date.ts';

/** The names that a bundle sees in place of the machine's own. */
export const shadowedNames = [
  'globalThis',
  'process',
  'console',
  'Date',
  'fetch',
  'crypto',
  'Math',
  'setTimeout',
  'clearTimeout',
  'setImmediate',
] as const;

export type FunctionGlobals = Readonly<Record<(typeof shadowedNames)[number], unknown>>;

/** What a function finds around it. */
export interface FunctionSurroundings {
  readonly globals: FunctionGlobals;
  readonly modules: FunctionChance['modules'];
}

export interface FunctionSurroundingsOptions {
  readonly functionName: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly now: () => number;
  readonly log: LogSink;
  readonly fetch: typeof fetch;
  readonly chance: FunctionChance;
  /** Further members of `globalThis`. */
  readonly extra: Readonly<Record<symbol, unknown>>;
}

/** What a function that calls `process.exit` throws, since the process is everybody's. */
class ProcessExit extends Error {
  override readonly name = 'Runtime.ExitError';
}

/** The surroundings of one function: its environment, the local cloud's time, its own log. */
export function functionSurroundings(options: FunctionSurroundingsOptions): FunctionSurroundings {
  const { functionName, environment, log } = options;
  const ownProcess = Object.create(process, {
    env: { value: { ...environment }, writable: true },
    stdout: { value: logStream((text) => log.write(functionName, 'stdout', text)) },
    stderr: { value: logStream((text) => log.write(functionName, 'stderr', text)) },
    exit: {
      value: (code = 0) => {
        throw new ProcessExit(`Runtime exited with error: exit status ${code}`);
      },
    },
  });
  const named = {
    process: ownProcess,
    console: logConsole((stream, text) => log.write(functionName, stream, text)),
    Date: virtualDate(options.now),
    fetch: options.fetch,
    ...options.chance.globals,
  };
  const own: Record<string | symbol, unknown> = { ...options.extra, ...named };
  const ownGlobal = new Proxy(globalThis, {
    get: (real, name) => (Object.hasOwn(own, name) ? own[name] : Reflect.get(real, name)),
    has: (real, name) => Object.hasOwn(own, name) || Reflect.has(real, name),
    set(_real, name, value) {
      own[name] = value;
      return true;
    },
  });
  return {
    globals: { globalThis: ownGlobal, ...named },
    modules: { ...options.chance.modules, https: recordedHttps(options.fetch) },
  };
}
