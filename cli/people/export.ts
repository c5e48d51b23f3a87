import { csvRow } from '../../formats/csv.ts';
import { type Call, type Command, type ExitCode, exitCodes, Misuse, textOf } from '../command.ts';
import { csvRowOf } from '../files/csv-text.ts';

type Members = Readonly<Record<string, unknown>>;

interface Page {
  readonly items: readonly Members[];
  readonly next: string | null;
}

async function pageAt({ api }: Call, path: string, query: Readonly<Record<string, string | undefined>>) {
  return (await api.call({ method: 'GET', path, query: { limit: '200', ...query } })).body as Page;
}

/** One person's events, oldest first, each with whose it is. */
async function* eventsOf(call: Call, person: string): AsyncGenerator<string, void, undefined> {
  let cursor: string | undefined;
  do {
    const { items, next } = await pageAt(call, `/v1/people/${person}/timeline`, { cursor });
    for (const item of items) yield `${JSON.stringify({ person, ...item })}\n`;
    cursor = next ?? undefined;
  } while (cursor !== undefined);
}

/** The identifiers, and every trait that somebody on a page has. */
const columnsOf = (people: readonly Members[]): readonly string[] => {
  const traits = people.flatMap((person) => Object.keys((person.traits ?? {}) as Members));
  const known = ['userId', 'email', 'phone'].map((type) => `identifiers.${type}`);
  return ['id', 'createdAt', ...known, ...[...new Set(traits)].toSorted().map((trait) => `traits.${trait}`)];
};

/** Writes people as rows of one table. Columns that are not asked for are those of the first page. */
class Table {
  readonly #call: Call;
  readonly #left = new Set<string>();
  #columns: readonly string[] | undefined;

  constructor(call: Call) {
    this.#call = call;
    this.#columns = textOf(call, 'columns')?.split(',');
  }

  async write(people: readonly Members[], isFirst: boolean): Promise<void> {
    const isChosen = textOf(this.#call, 'columns') !== undefined;
    this.#columns ??= columnsOf(people);
    const columns = this.#columns;
    if (isFirst) await this.#call.terminal.out(csvRow(columns));
    if (!isChosen) for (const each of columnsOf(people)) if (!columns.includes(each)) this.#left.add(each);
    await this.#call.terminal.out(people.map((person) => csvRowOf(person, columns)).join(''));
  }

  end(): void {
    if (this.#left.size > 0)
      this.#call.terminal.note(
        `Left out, for nobody on the first page has them: ${[...this.#left].join(', ')}. Name them in --columns, or export NDJSON.\n`,
      );
  }
}

async function writePage(call: Call, people: readonly Members[]): Promise<void> {
  if (!call.options.events) {
    await call.terminal.out(people.map((person) => `${JSON.stringify(person)}\n`).join(''));
    return;
  }
  for (const { id } of people)
    for await (const line of eventsOf(call, String(id))) await call.terminal.out(line);
}

async function exportPeople(call: Call): Promise<ExitCode> {
  const { terminal, options } = call;
  const format = textOf(call, 'format') ?? 'ndjson';
  if (!['csv', 'ndjson'].includes(format))
    throw new Misuse(`--format: "${format}" is neither csv nor ndjson`);
  if (options.events && format === 'csv')
    throw new Misuse(
      '--events: events have members of their own, which are no table; leave --format csv out',
    );
  if (call.json && format === 'csv')
    throw new Misuse('--json: CSV is none; leave --json out, or --format csv');
  const csv = format === 'csv' ? new Table(call) : undefined;
  const segment = textOf(call, 'segment');
  let cursor = textOf(call, 'cursor');
  let isFirst = cursor === undefined;
  for (;;) {
    try {
      const { items, next } = await pageAt(call, '/v1/people', { segment, cursor });
      await (csv ? csv.write(items, isFirst) : writePage(call, items));
      isFirst = false;
      if (next === null) break;
      cursor = next;
    } catch (error) {
      if (cursor !== undefined) terminal.note(`It goes on with: --cursor ${cursor}\n`);
      throw error;
    }
  }
  csv?.end();
  return exitCodes.done;
}

export const peopleExport: Command = {
  name: 'people export',
  summary: 'Writes everybody, or who is in a segment, to standard output.',
  args: [],
  options: {
    segment: { type: 'string', value: '<id>', help: 'Only who is in this segment.' },
    format: {
      type: 'string',
      value: '<format>',
      help: 'ndjson, in which nothing is lost, unless csv is said.',
    },
    columns: {
      type: 'string',
      value: '<paths>',
      help: 'Of CSV, as id,identifiers.email,traits.firstName; as the first 200 people have them unless said.',
    },
    events: { type: 'boolean', help: 'Their events and messages, one a line, instead of the people.' },
    cursor: { type: 'string', value: '<next>', help: 'Goes on where an export was cut short.' },
  },
  examples: [
    'people export > people.ndjson',
    'people export --segment lapsed --format csv --columns identifiers.email,traits.firstName > lapsed.csv',
    'people export --events > events.ndjson',
  ],
  operations: ['listPeople', 'getTimeline'],
  run: exportPeople,
};
