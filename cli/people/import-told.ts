import type { Api } from '../api.ts';
import { reason, table } from '../table.ts';
import type { Terminal } from '../terminal.ts';
import { count } from '../words.ts';

/** Bad rows that are shown at the end; the others are asked for. */
export const shownErrors = 20;

/** An import as the API tells it, as far as it matters here. */
export interface Import {
  readonly id: string;
  readonly dryRun: boolean;
  readonly status: string;
  readonly next: number;
  readonly rows: number;
  readonly taken: number;
  readonly bad: number;
  readonly newPeople: number;
  readonly knownPeople: number;
  /** Whether it begins journeys; else it is of the past. */
  readonly journeys: boolean;
  /** Its events that journeys begin with, by the journey. */
  readonly entries: Readonly<Record<string, number>>;
  readonly understood?: Readonly<Record<string, string | null>>;
}

/** Shows the first of what was wrong with rows, and how to ask for the others. */
export async function showErrors(
  api: Api,
  { id, bad }: Import,
  terminal: Pick<Terminal, 'note'>,
): Promise<void> {
  if (bad === 0) return;
  const query = { limit: String(shownErrors) };
  const { body } = await api.call({ method: 'GET', path: `/v1/imports/${id}/errors`, query });
  const { items, next } = body as { readonly items: readonly unknown[]; readonly next: string | null };
  terminal.note(`${table(items, ['line', reason])}`);
  if (next !== null) terminal.note(`All of them: npx onward imports errors ${id} --all\n`);
}

/** What came of an import. @param unreadable rows of the file that were none */
export const inWords = (
  { id, dryRun, rows, taken, bad, newPeople, knownPeople }: Import,
  unreadable: number,
): string =>
  [
    `${id}: ${count(rows + unreadable, 'row')}`,
    `${taken} ${dryRun ? 'would be' : taken === 1 ? 'was' : 'were'} taken`,
    `${bad + unreadable} bad`,
    `${newPeople} new people`,
    `${knownPeople} known`,
  ].join(', ');

/** What an import begins besides the profiles; undefined if none of its events is such as begins a journey. */
export function beginning({ dryRun, journeys, entries }: Import): string | undefined {
  const told = Object.entries(entries).map(([journey, events]) => `${journey} (${count(events, 'event')})`);
  if (told.length === 0) return undefined;
  const each = told.join(', ');
  if (journeys) return `${dryRun ? 'Would begin' : 'Begins'} journeys: ${each}.\n`;
  return `No journey begins: a file tells of the past unless --journeys says otherwise. With it: ${each}.\n`;
}
