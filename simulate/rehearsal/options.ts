import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { whole } from '../options.ts';
import type { Story } from './share.ts';

export const help = `Plays many customers against the synthesized template, in virtual time and without sockets, and tells what came of it.

  npm run rehearse                       1,000 customers, each through the whole oil-change story
  npm run rehearse -- --people 10000
  npm run rehearse -- --story mixed      each lives as it comes: some book at once, some never, some leave
  npm run rehearse -- --threads 1        threads that share the people, as many as cores unless told
  npm run rehearse -- --json             one JSON document

Each thread has a cloud of its own with its share of the people and their friends, so the centre's places are each share's own.
What of the state outgrows 64 MiB lies in a temporary file while it is played.`;

export interface RehearseOptions {
  readonly people: number;
  readonly story: Story;
  readonly threads: number;
  readonly seed: number;
  readonly json: boolean;
  readonly help: boolean;
}

function storyOf(text: string): Story {
  if (text === 'whole' || text === 'mixed') return text;
  throw new Error(`--story: there is no story "${text}"; there are whole and mixed`);
}

/** @throws Error (TypeError for an unknown option) that says what is wrong. */
export function readOptions(args: readonly string[]): RehearseOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      people: { type: 'string', default: '1000' },
      story: { type: 'string', default: 'whole' },
      threads: { type: 'string', default: String(availableParallelism()) },
      seed: { type: 'string', default: '1' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  return {
    people: whole('people', values.people, 1),
    story: storyOf(values.story),
    threads: whole('threads', values.threads, 1),
    seed: whole('seed', values.seed, 0),
    json: values.json,
    help: values.help,
  };
}
