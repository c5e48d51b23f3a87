import { hash } from 'node:crypto';
import { lineMessage } from '../../domain/events/line-message.ts';
import type { Call } from '../../domain/events/normalise.ts';
import type { LineMessage } from '../../domain/events/recorded-event.ts';
import type { Values } from '../../domain/imports/cells.ts';
import { type CheckedRow, checkRow } from '../../domain/imports/check-row.ts';
import type { Import, ImportError, ImportPart } from '../../domain/imports/import.ts';
import { keptSeconds } from '../../domain/imports/imports.ts';
import { readPersonRow } from '../../domain/imports/person-row.ts';
import { readSegmentCall, rowReader } from '../../domain/imports/row.ts';
import { unquoted } from '../../domain/imports/unquoted.ts';
import { importErrorKey, importPartKey } from '../../domain/records.ts';
import { merging } from '../ingest/alias.ts';
import { eachAtMost } from '../ingest/lanes.ts';
import { resolveAll } from '../ingest/resolve-all.ts';
import { Problem } from '../shared/http/problem.ts';
import type { Outside } from './route.ts';
import { entriesOf, survey } from './survey.ts';

export interface GivenRow {
  /** Where the row is in the file; told with what is wrong with it. */
  readonly line: number;
  readonly values: Values;
}

/**
 * Takes a part: checks its rows, puts what the good ones say on their people's lines, notes what is wrong with the others.
 * The message ids are of the import, the part and the row, so that all of it may be repeated.
 * @throws Problem 409 for another content under the same number, a part out of turn, or an import that is finished
 */
export async function takePart(
  outside: Outside,
  into: Import,
  number: number,
  rows: readonly GivenRow[],
  now: Date,
): Promise<ImportPart> {
  const digest = hash('sha256', JSON.stringify(rows), 'hex');
  const before = await outside.imports.part(into.id, number);
  if (before && before.digest !== digest) throw anotherContent(number);
  if (before?.status === 'taken') return before;
  requireTurn(into, number);

  const checked = check(into, number, rows, now);
  const calls = checked.flatMap((row) => (row.ok ? row.calls : []));
  const taken = checked.filter(({ ok }) => ok).length;
  const begun = await outside.imports.begin({
    ...importPartKey(into.id, number),
    part: number,
    digest,
    rows: rows.length,
    taken,
    bad: rows.length - taken,
    ...(await survey(outside.table, calls)),
    entries: entriesOf(calls),
    status: 'begun',
    expires: Math.floor(now.getTime() / 1000) + keptSeconds,
  });
  if (!begun) throw anotherContent(number);
  if (!into.dryRun) await tell(outside, into, calls, now);
  await eachAtMost(16, errorsOf(into, begun, rows, checked), (error) => outside.table.put(error));
  await outside.imports.count(into.id, begun, now);
  return begun;
}

const anotherContent = (number: number): Problem =>
  new Problem(
    409,
    `part: ${number} was sent before with other rows; send those again, or begin another import`,
    { field: 'part' },
  );

function requireTurn({ status, next }: Import, number: number): void {
  if (status === 'finished')
    throw new Problem(409, 'import: is finished; begin another one', { field: 'id' });
  if (number !== next)
    throw new Problem(409, `part: ${number} is out of turn; part ${next} is expected next`, {
      field: 'part',
      extensions: { next },
    });
}

function check(
  { id, format, mapping }: Import,
  number: number,
  rows: readonly GivenRow[],
  now: Date,
): readonly CheckedRow[] {
  const readers = { table: rowReader, people: () => readPersonRow, segment: () => readSegmentCall };
  const read = readers[format](mapping);
  return rows.map(({ values }, index) =>
    checkRow(read(values), (as) => `import/${id}/${number}/${index}/${as}`, now),
  );
}

async function tell(
  { table, line }: Outside,
  { createdBy: key, journeys: isLive }: Import,
  calls: readonly Call[],
  now: Date,
): Promise<void> {
  const resolved = await resolveAll(table, calls, now);
  const messages: LineMessage[] = [];
  for (const call of calls) {
    const whose = resolved.get(call);
    if (!whose) continue;
    messages.push(lineMessage(call, whose, key), ...(await merging(table, call, whose, key)));
  }
  await line.send(isLive ? messages : messages.map((message) => ({ ...message, historical: true })));
}

const errorsOf = (
  { id }: Import,
  { part, expires }: ImportPart,
  rows: readonly GivenRow[],
  checked: readonly CheckedRow[],
): readonly ImportError[] =>
  checked.flatMap((row, index) =>
    row.ok
      ? []
      : row.faults.map(({ field, reason }, which) => ({
          ...importErrorKey(id, part, index, which),
          part,
          line: rows[index]?.line ?? 0,
          field,
          reason: unquoted(reason, rows[index]?.values ?? {}),
          expires,
        })),
  );
