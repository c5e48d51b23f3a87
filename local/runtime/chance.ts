import * as nodeCrypto from 'node:crypto';
import * as nodeTimers from 'node:timers';
import type { Pace } from '../pace.ts';

/** What of a function's surroundings is not the same each time: random values, and how long a pause lasts. */
export interface FunctionChance {
  readonly globals: {
    readonly crypto: nodeCrypto.webcrypto.Crypto;
    readonly Math: Math;
    readonly setTimeout: (go: (...given: unknown[]) => void, ms?: number, ...given: unknown[]) => unknown;
    readonly clearTimeout: (handle: unknown) => void;
    readonly setImmediate: (go: () => void) => unknown;
  };
  /** Modules that stand in for Node's own, by their names without `node:`. */
  readonly modules: Readonly<Record<string, unknown>>;
}

/** The machine's own. */
export const machineChance: FunctionChance = {
  globals: {
    crypto,
    Math,
    setTimeout,
    clearTimeout: (handle) => clearTimeout(handle as NodeJS.Timeout),
    setImmediate,
  },
  modules: {},
};

type Bytes = (count: number) => Uint8Array;

function uuidFrom(bytes: Uint8Array): nodeCrypto.UUID {
  bytes[6] = (bytes[6]! & 0x0f) | 0x40;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = Buffer.from(bytes).toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

function seededCrypto(bytes: Bytes, pace: Pace): nodeCrypto.webcrypto.Crypto {
  const own = {
    getRandomValues<T extends ArrayBufferView>(array: T): T {
      new Uint8Array(array.buffer, array.byteOffset, array.byteLength).set(bytes(array.byteLength));
      return array;
    },
    randomUUID: () => uuidFrom(bytes(16)),
    // Its work is done on other threads, which are ready when they are.
    subtle: new Proxy(crypto.subtle, {
      get: (real, name) => {
        const method: unknown = Reflect.get(real, name);
        if (typeof method !== 'function') return method;
        return (...given: readonly unknown[]) => pace.outside(() => method.apply(real, given));
      },
    }),
  };
  return new Proxy(crypto, {
    get: (real, name) => (Object.hasOwn(own, name) ? Reflect.get(own, name) : Reflect.get(real, name)),
  });
}

/** A pause that would last as long as the function may run, but for so many milliseconds, is a limit that somebody set. */
const limitMargin = 1_000;

/**
 * The clock stands while a function runs: a pause takes no time, but lets the others go on, and a limit is never met.
 * @param timeoutMs how long the function may run
 */
function seededTimers(pace: Pace, timeoutMs: number): Omit<FunctionChance['globals'], 'crypto' | 'Math'> {
  const cancelled = new WeakSet<object>();
  return {
    setTimeout(go, ms = 0, ...given) {
      const handle = { ref: () => handle, unref: () => handle };
      if (ms < timeoutMs - limitMargin)
        pace.later(() => {
          if (!cancelled.has(handle)) go(...given);
        });
      return handle;
    },
    clearTimeout(handle) {
      if (typeof handle === 'object' && handle !== null) cancelled.add(handle);
    },
    setImmediate: (go) => pace.later(go),
  };
}

/** Random values drawn from `random`, so that a seed makes a history repeatable. */
export function seededChance(random: () => number, pace: Pace, timeoutMs: number): FunctionChance {
  const bytes: Bytes = (count) => Uint8Array.from({ length: count }, () => Math.floor(random() * 256));
  const seeded = seededCrypto(bytes, pace);
  const timers = seededTimers(pace, timeoutMs);
  return {
    globals: {
      crypto: seeded,
      Math: Object.create(Math, { random: { value: random } }),
      ...timers,
    },
    modules: {
      timers: { ...nodeTimers, ...timers },
      crypto: {
        ...nodeCrypto,
        webcrypto: seeded,
        randomUUID: seeded.randomUUID,
        randomBytes: (count: number) => Buffer.from(bytes(count)),
      },
    },
  };
}
