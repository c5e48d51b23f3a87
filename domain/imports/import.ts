import type { Item } from '../table.ts';
import type { Mapping } from './mapping.ts';

/** What came of rows. */
export interface Tally {
  readonly rows: number;
  /** Good ones; in a dry run, those that would be taken. */
  readonly taken: number;
  readonly bad: number;
  /** People who were not known before the part in which they are. */
  readonly newPeople: number;
  readonly knownPeople: number;
  /** How many events of good rows are such as journeys begin with, by the journey. */
  readonly entries: Readonly<Record<string, number>>;
}

/** How rows are written: cells under columns, which the mapping explains; people as the API lists them; or Segment's calls. */
export const rowFormats = ['table', 'people', 'segment'] as const;

/** What an import is made of. */
export interface ImportDocument {
  readonly name: string;
  readonly format: (typeof rowFormats)[number];
  readonly mapping: Mapping;
  /** Everything is checked, and nobody is touched. */
  readonly dryRun: boolean;
  /** What it tells happens now, for journeys; else it is of the past, and begins and leads on none. */
  readonly journeys: boolean;
}

/** An import. Times are ISO 8601. */
export interface Import extends Item, ImportDocument, Tally {
  readonly id: string;
  /** Id of the key that made it, whose message ids its rows have. */
  readonly createdBy: string;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly status: 'open' | 'finished';
  /** The part that is expected next, from 1. */
  readonly next: number;
}

/** A part of an import: begun before anything of it takes effect, taken when all of it has. */
export interface ImportPart extends Item, Tally {
  readonly part: number;
  /** SHA-256 of its rows, in hex. */
  readonly digest: string;
  readonly status: 'begun' | 'taken';
  readonly expires: number;
}

/** What was wrong with a row. */
export interface ImportError extends Item {
  readonly part: number;
  /** Where the row is in the file, as its sender counts. */
  readonly line: number;
  readonly field: string;
  readonly reason: string;
  readonly expires: number;
}
