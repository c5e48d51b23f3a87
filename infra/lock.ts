import { readFileSync, writeFileSync } from 'node:fs';
import * as z from 'zod';
import { Refusal } from './refusal.ts';

const lockFile = 'workflows/journeys.lock.json';

/** Ids of the journeys that may have been deployed, each of which may have people under way in it for a year. */
export const readLock = (file = lockFile): readonly string[] =>
  z.array(z.string()).parse(JSON.parse(readFileSync(file, 'utf8')));

/** As the project's formatter writes lists: on one line of 110 characters, else a line each. */
function format(ids: readonly string[]): string {
  const line = `[${ids.map((id) => JSON.stringify(id)).join(', ')}]`;
  return `${line.length <= 110 ? line : JSON.stringify(ids, null, 2)}\n`;
}

/** Adds ids; none is ever taken out. Returns the new ones. */
export function extendLock(ids: readonly string[], file = lockFile): readonly string[] {
  const locked = readLock(file);
  const added = ids.filter((id) => !locked.includes(id));
  writeFileSync(file, format([...locked, ...added].toSorted()));
  return added;
}

/**
 * Refuses a catalogue that lacks a journey that may have been deployed: deleting a state machine ends its executions.
 * @returns the ids that are not in the lock yet
 * @throws Refusal naming the journeys that are missing
 */
export function checkLock(locked: readonly string[], catalogue: readonly string[]): readonly string[] {
  const missing = locked.filter((id) => !catalogue.includes(id));
  if (missing.length > 0)
    throw new Refusal(
      missing
        .map(
          (id) =>
            `journey "${id}" was deployed and is missing from the catalogue: people may be under way in it; ` +
            'keep the journey and set `retired: true`, so that it takes nobody new and they finish',
        )
        .join('\n'),
    );
  return catalogue.filter((id) => !locked.includes(id));
}
