import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as z from 'zod/mini';
import { documentSchema } from '../document.ts';

/** The JSON Schema of a journey's document, as it is published. */
export const journeySchema = (): object => ({
  title: 'Onward journey',
  ...z.toJSONSchema(documentSchema, { io: 'input' }),
});

// `npm run journeys:schema` writes it down, in the project's format.
if (import.meta.main) {
  const file = fileURLToPath(new URL('../journey.schema.json', import.meta.url));
  writeFileSync(file, JSON.stringify(journeySchema()));
  execFileSync('biome', ['format', '--write', file]);
}
