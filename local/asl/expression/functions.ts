import jsonata from 'jsonata';
import { uuid } from '../../services/unique-id.ts';
import { hashAlgorithms, hashOf, longestText } from '../hash.ts';
import { seeded } from '../seeded.ts';
import type { Environment } from './environment.ts';

/** JSONata's own date formatting, fed with the clock's time instead of the machine's. */
const formatted = jsonata('$fromMillis(millis, picture, zone)');

/** `$partition([1,2,3], 2)` → `[[1,2],[3]]`. */
function partition(values: unknown, size: unknown): unknown {
  if (values === undefined) return undefined;
  if (!Array.isArray(values)) throw new TypeError('$partition: the first argument must be an array');
  if (typeof size !== 'number' || Math.floor(size) < 1)
    throw new RangeError('$partition: the chunk size must be a positive number');
  const step = Math.floor(size);
  return Array.from({ length: Math.ceil(values.length / step) }, (_, index) =>
    values.slice(index * step, (index + 1) * step),
  );
}

/** `$range(1, 9, 2)` → `[1,3,5,7,9]`; at most 1,000 items, both ends included. Of one item AWS gives the item itself. */
function range(first: unknown, last: unknown, step: unknown): unknown {
  if (typeof first !== 'number' || typeof last !== 'number' || typeof step !== 'number')
    throw new TypeError('$range: the arguments must be numbers');
  const by = Math.trunc(step);
  if (by === 0) throw new RangeError('$range: the step must not be 0');
  const count = Math.max(0, Math.floor((Math.trunc(last) - Math.trunc(first)) / by) + 1);
  if (count > 1000) throw new RangeError('$range: the array cannot have more than 1000 items');
  const items = Array.from({ length: count }, (_, index) => Math.trunc(first) + index * by);
  return items.length === 1 ? items[0] : items;
}

/** Hexadecimal hash of a string of up to 10,000 characters. */
function hash(data: unknown, algorithm: unknown): unknown {
  if (data === undefined) return undefined;
  const text = typeof data === 'string' ? data : JSON.stringify(data);
  if (text.length > longestText)
    throw new RangeError(`$hash: the data is longer than ${longestText} characters`);
  const hashed = hashOf(text, String(algorithm));
  if (hashed === undefined)
    throw new RangeError(
      `$hash: unknown algorithm "${String(algorithm)}"; known: ${hashAlgorithms.join(', ')}`,
    );
  return hashed;
}

function parse(text: unknown): unknown {
  if (text === undefined) return undefined;
  if (typeof text !== 'string') throw new TypeError('$parse: the argument must be a string');
  return JSON.parse(text);
}

/** Names and functions that an expression finds besides JSONata's own; `$eval` is taken away, as in Step Functions. */
export const bindings = (environment: Environment): Record<string, unknown> => ({
  partition,
  range,
  hash,
  parse,
  eval: undefined,
  millis: () => environment.now,
  now: (picture?: string, zone?: string) => formatted.evaluate({ millis: environment.now, picture, zone }),
  random: (seed?: unknown) => (typeof seed === 'number' ? seeded(seed) : environment.random()),
  uuid: () => uuid(() => environment.random()),
  ...environment.variables,
  states: environment.states,
});
