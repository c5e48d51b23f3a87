import { parseArgs } from 'node:util';

export const help = `Plays generated customers against the synthesized template, in bad weather, and checks every promise.

  npm run simulate                       the seeds 0 to 99
  npm run simulate -- --seeds 500        the seeds 0 to 499
  npm run simulate -- --seed 17          one seed, alone, with what happened
  npm run simulate -- --people 5         customers for each seed, 3 unless told
  npm run simulate -- --verbose          a line for each seed

The same seed gives the same history, whatever the machine does.`;

export interface SimulateOptions {
  readonly seeds: readonly number[];
  readonly people: number;
  readonly verbose: boolean;
  readonly help: boolean;
}

/** @throws Error that names the option which is no whole number. */
export function whole(name: string, text: string, least: number): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < least)
    throw new Error(`--${name}: give a whole number from ${least} on, not "${text}"`);
  return value;
}

/** @throws Error (TypeError for an unknown option) that says what is wrong. */
export function readOptions(args: readonly string[]): SimulateOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      seeds: { type: 'string', default: '100' },
      seed: { type: 'string' },
      people: { type: 'string', default: '3' },
      verbose: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  const alone = values.seed === undefined ? undefined : whole('seed', values.seed, 0);
  const count = whole('seeds', values.seeds, 1);
  return {
    seeds: alone === undefined ? Array.from({ length: count }, (_, seed) => seed) : [alone],
    people: whole('people', values.people, 1),
    verbose: values.verbose || alone !== undefined,
    help: values.help,
  };
}
