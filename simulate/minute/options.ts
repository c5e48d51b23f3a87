import { parseArgs } from 'node:util';
import { whole } from '../options.ts';

export const help = `Has many people's birthdays fall into one minute, and tells how their timers went off.

  npm run minute                        5,000 people
  npm run minute -- --people 50000

Time is virtual, and goes on with the machine's own while work is under way. The state lies in memory.`;

export interface MinuteOptions {
  readonly people: number;
  readonly help: boolean;
}

/** @throws Error (TypeError for an unknown option) that says what is wrong. */
export function readOptions(args: readonly string[]): MinuteOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      people: { type: 'string', default: '5000' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  return { people: whole('people', values.people, 1), help: values.help };
}
