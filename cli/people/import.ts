import { basename } from 'node:path';
import { type Call, type Command, type ExitCode, exitCodes, Misuse, textOf } from '../command.ts';
import { readCsv } from '../files/csv.ts';
import { readNdjson } from '../files/ndjson.ts';
import type { Rows } from '../files/rows.ts';
import { textOfFile } from '../files/text.ts';
import { Progress } from '../progress.ts';
import { table } from '../table.ts';
import { readJson } from '../terminal.ts';
import { count } from '../words.ts';
import { Counted } from './counted.ts';
import { beginning, type Import, inWords, showErrors, shownErrors } from './import-told.ts';
import { partsOf } from './parts.ts';

const formats = ['csv', 'ndjson', 'people', 'segment'] as const;
type Format = (typeof formats)[number];

const byEnding: Readonly<Record<string, Format>> = {
  csv: 'csv',
  tsv: 'csv',
  ndjson: 'ndjson',
  jsonl: 'ndjson',
};

function formatOf(call: Call): Format {
  const file = call.args.file ?? '';
  const said = textOf(call, 'format') ?? byEnding[file.split('.').at(-1)?.toLowerCase() ?? ''];
  const format = formats.find((each) => each === said);
  if (format) return format;
  throw new Misuse(`--format: say what ${file === '-' ? 'standard input' : file} is: ${formats.join(', ')}`);
}

/** What `people export` writes into CSV besides identifiers and traits: of no use to who reads it again. */
const beside = ['id', 'createdAt'];

function mappingOfOurs(columns: Rows['columns'] = []): { readonly mapping?: object } {
  const left = beside.filter((column) => columns.includes(column));
  const isOurs = left.length > 0 && columns.some((column) => column.startsWith('identifiers.'));
  return isOurs ? { mapping: { columns: Object.fromEntries(left.map((column) => [column, null])) } } : {};
}

/** Begins an import, or finds the one that was cut short. */
async function begin(call: Call, format: Format, columns: Rows['columns']): Promise<Import> {
  const { api, terminal, options } = call;
  const resumed = textOf(call, 'resume');
  if (resumed !== undefined) {
    const said = ['mapping', 'name', 'journeys', 'dry-run'].find((option) => options[option] !== undefined);
    if (said !== undefined) throw new Misuse(`--${said}: was said when ${resumed} was begun; leave it out`);
    return (await api.call({ method: 'GET', path: `/v1/imports/${encodeURIComponent(resumed)}` }))
      .body as Import;
  }
  const mapping = textOf(call, 'mapping');
  const body = {
    name: textOf(call, 'name') ?? basename(call.args.file ?? '-'),
    format: format === 'people' || format === 'segment' ? format : 'table',
    dryRun: options['dry-run'] === true,
    journeys: options.journeys === true,
    ...(columns && { columns: columns.filter((column) => column !== '') }),
    ...(mapping === undefined ? mappingOfOurs(columns) : { mapping: await readJson(terminal, mapping) }),
  };
  const begun = (await api.call({ method: 'POST', path: '/v1/imports', body })).body as Import;
  const understood = Object.entries(begun.understood ?? {}).map(([column, goes]) => ({
    column,
    goes: goes ?? '(as the mapping says, or left out)',
  }));
  if (understood.length > 0) terminal.note(`${table(understood, ['column', 'goes'])}\n`);
  return begun;
}

interface Sending {
  readonly rows: Rows['rows'];
  readonly read: Counted;
  /** Of the file, if it is known. */
  readonly bytes: number | null;
}

/** Sends the parts that are not there yet. Returns how many rows of the file were none. */
async function send({ api, terminal }: Call, begun: Import, { rows, read, bytes }: Sending): Promise<number> {
  const progress = new Progress(terminal);
  let unreadable = 0;
  let sent = begun.rows;
  const onFault = (line: number, fault: string): void => {
    unreadable += 1;
    if (unreadable <= shownErrors) terminal.note(`line ${line}: ${fault}\n`);
  };
  for await (const part of partsOf(rows, onFault)) {
    // The last that was taken is sent again: another file is refused there, and does not go on in the middle of this one.
    if (part.number < begun.next - 1) continue;
    const path = `/v1/imports/${begun.id}/parts/${part.number}`;
    await api.call({ method: 'PUT', path, body: { rows: part.rows } });
    if (part.number >= begun.next) sent += part.rows.length;
    progress.show(bytes === null || bytes === 0 ? undefined : read.bytes / bytes, count(sent, 'row'));
  }
  progress.end();
  return unreadable;
}

async function importPeople(call: Call): Promise<ExitCode> {
  const { api, terminal, args, json } = call;
  const file = args.file ?? '-';
  const format = formatOf(call);
  const { pieces, bytes } = await terminal.open(file);
  const read = new Counted(pieces);
  const text = textOfFile(read, file);
  const { columns, rows } = format === 'csv' ? await readCsv(text, file) : readNdjson(text, file);
  const begun = await begin(call, format, columns);
  if (!begun.dryRun)
    terminal.note(`Cut short, it goes on with: npx onward people import ${file} --resume ${begun.id}\n`);
  const unreadable = await send(call, begun, { rows, read, bytes });
  const path = `/v1/imports/${begun.id}/finish`;
  const done = (await api.call({ method: 'POST', path })).body as Import;
  await showErrors(api, done, terminal);
  const begins = beginning(done);
  if (begins !== undefined) terminal.note(begins);
  const { understood: _, ...told } = done;
  await terminal.out(
    json ? `${JSON.stringify({ ...told, unreadable }, null, 2)}\n` : `${inWords(done, unreadable)}\n`,
  );
  if (done.rows + unreadable === 0) terminal.note(`${file}: has no rows\n`);
  if (done.dryRun) terminal.note('Nothing was changed. Without --dry-run it is imported.\n');
  return done.bad + unreadable > 0 ? exitCodes.badRows : exitCodes.done;
}

export const peopleImport: Command = {
  name: 'people import',
  summary: 'Takes people, consents and events from a file; `-` is standard input.',
  args: ['file'],
  options: {
    format: {
      type: 'string',
      value: '<format>',
      help: `${formats.join(', ')}; by the file's ending unless said.`,
    },
    mapping: {
      type: 'string',
      value: '<file>',
      help: 'JSON that says what columns mean; by their headers unless said.',
    },
    journeys: {
      type: 'boolean',
      help: 'Its events begin journeys and lead them on, as if they happened now; else they are of the past.',
    },
    'dry-run': { type: 'boolean', help: 'Checks everything and touches nobody.' },
    name: { type: 'string', value: '<name>', help: 'What the import is called; as the file unless said.' },
    resume: {
      type: 'string',
      value: '<import>',
      help: 'Goes on with an import of this file that was cut short.',
    },
  },
  examples: [
    'people import customers.csv --dry-run',
    'people import customers.csv --mapping mapping.json',
    'people import archive.ndjson --format segment',
    'people import people.ndjson --format people',
    'people import appointments.csv --mapping mapping.json --journeys',
    'people import customers.csv --resume imp_0mja1b2c3abcdefgh',
  ],
  operations: ['createImport', 'getImport', 'putImportPart', 'finishImport', 'listImportErrors'],
  run: importPeople,
};
