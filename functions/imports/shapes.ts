import * as z from 'zod/mini';
import { type Import, rowFormats, type Tally } from '../../domain/imports/import.ts';
import { mappingSchema } from '../../domain/imports/mapping.ts';
import { instant } from '../shared/api/shapes.ts';

export const importId = z
  .string()
  .check(z.regex(/^imp_[0-9a-z]{9}[a-z2-7]{8}$/, 'must be an import’s id, as imp_…'));

/** What came of rows; people are counted as known if they were so before the part in which they are. */
export const tally = {
  rows: z.int(),
  taken: z.int(),
  bad: z.int(),
  newPeople: z.int(),
  knownPeople: z.int(),
  /** How many events of good rows are such as journeys begin with, by the journey; they do if `journeys` says so. */
  entries: z.record(z.string(), z.int()),
};

export const importShape = z.object({
  id: z.string(),
  name: z.string(),
  format: z.enum(rowFormats),
  mapping: mappingSchema,
  dryRun: z.boolean(),
  journeys: z.boolean(),
  status: z.enum(['open', 'finished']),
  /** The part that is expected next: where an import that was cut short goes on. */
  next: z.int(),
  ...tally,
  createdBy: z.string(),
  createdAt: instant,
  updatedAt: instant,
});

export const tallyView = ({ rows, taken, bad, newPeople, knownPeople, entries }: Tally) => ({
  rows,
  taken,
  bad,
  newPeople,
  knownPeople,
  entries: { ...entries },
});

export function importView(found: Import): z.infer<typeof importShape> {
  const { id, name, format, mapping, dryRun, journeys, status, next, createdBy, createdAt, updatedAt } =
    found;
  const says = { id, name, format, mapping, dryRun, journeys, status, next };
  return { ...says, ...tallyView(found), createdBy, createdAt, updatedAt };
}
