import { parseArgs } from 'node:util';
import { whole } from '../options.ts';

export const help = `Imports many generated people, builds a segment of them, and runs a campaign over it, killing the local cloud on the way.

  npm run scale                          10,000 people, 3 kills
  npm run scale -- --people 100000
  npm run scale -- --kills 0             undisturbed
  npm run scale -- --per-second 50       people a second that the campaign reaches at most
  npm run scale -- --json                one JSON document

Time is virtual. The state lies in a temporary directory.`;

export interface ScaleOptions {
  readonly people: number;
  readonly kills: number;
  readonly perSecond: number;
  readonly seed: number;
  readonly json: boolean;
  readonly help: boolean;
}

/** @throws Error (TypeError for an unknown option) that says what is wrong. */
export function readOptions(args: readonly string[]): ScaleOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      people: { type: 'string', default: '10000' },
      kills: { type: 'string', default: '3' },
      'per-second': { type: 'string', default: '50' },
      seed: { type: 'string', default: '1' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  return {
    people: whole('people', values.people, 1),
    kills: whole('kills', values.kills, 0),
    perSecond: whole('per-second', values['per-second'], 1),
    seed: whole('seed', values.seed, 0),
    json: values.json,
    help: values.help,
  };
}
