import { type Answer, filled, type Request } from './api.ts';
import { ApiProblem } from './api-problem.ts';
import { type Call, type Command, exitCodes, type Operation, type Option, textOf } from './command.ts';
import { type Column, listing, table, valueAt } from './table.ts';
import { readJson, type Terminal } from './terminal.ts';

const pageOptions: Readonly<Record<string, Option>> = {
  limit: { type: 'string', value: '<n>', help: 'How many in a page; 50 unless said, 200 at most.' },
  cursor: { type: 'string', value: '<next>', help: 'Goes on behind a page, by the `next` that it told.' },
  all: { type: 'boolean', help: 'All pages; with --json one object a line.' },
};

const csvOption: Readonly<Record<string, Option>> = {
  csv: { type: 'boolean', help: 'All columns as CSV, for spreadsheets.' },
};

const editOptions: Readonly<Record<string, Option>> = {
  'if-match': {
    type: 'string',
    value: '<etag>',
    help: 'Only if it is still at this version; else whichever is there is changed.',
  },
};

/** The ETag of what is about to be changed; undefined if it is not there yet. */
async function currentTag({ api, args }: Call, path: string): Promise<string | undefined> {
  try {
    const { etag } = await api.call({ method: 'GET', path: filled(path, args) });
    return etag ?? undefined;
  } catch (error) {
    if (error instanceof ApiProblem && error.status === 404) return undefined;
    throw error;
  }
}

async function requestOf(operation: Operation, call: Call): Promise<Request> {
  const { method, path, query = {}, isPaged, body, edits } = operation;
  const names = [...Object.keys(query), ...(isPaged ? ['limit', 'cursor'] : [])];
  const tag = edits && (textOf(call, 'if-match') ?? (await currentTag(call, path)));
  const content = body === 'file' ? await readJson(call.terminal, call.args.file ?? '-') : body?.(call);
  return {
    method,
    path: filled(path, call.args),
    query: {
      ...Object.fromEntries(names.map((name) => [name, textOf(call, name)])),
      ...(call.options.csv && { format: 'csv' }),
    },
    ...(content && { body: content }),
    ...(tag && { headers: { 'if-match': tag } }),
  };
}

const nextOf = ({ body }: Answer): string | undefined => {
  const next = valueAt(body, 'next');
  return typeof next === 'string' ? next : undefined;
};

export const columnsOf = ({ rows }: Operation, call: Call): readonly Column[] =>
  typeof rows?.columns === 'function' ? rows.columns(call) : (rows?.columns ?? []);

function shown(operation: Operation, body: unknown, call: Call): string {
  const { rows, shows } = operation;
  if (typeof body === 'string') return body;
  if (shows) return shows(body);
  const found = rows && valueAt(body, rows.of);
  if (!rows || !Array.isArray(found)) return body === undefined ? 'Done.\n' : listing(body);
  const { [rows.of]: _, next: __, ...beside } = body as Readonly<Record<string, unknown>>;
  const totals = rows.totals === undefined ? undefined : beside[rows.totals];
  const about = listing({ ...beside, ...(rows.totals !== undefined && { [rows.totals]: undefined }) });
  const all = totals ? [...found, { ...totals, key: 'total' }] : found;
  const { none = 'There is nothing.' } = rows;
  const told = found.length === 0 ? `${none}\n` : table(all, columnsOf(operation, call), body);
  return about === '' ? told : `${about}\n${told}`;
}

/** Shows every page; a table's columns are aligned page by page. */
async function showAll(operation: Operation, call: Call, request: Request): Promise<void> {
  const { api, terminal, json } = call;
  let cursor = request.query?.cursor;
  do {
    const answer = await api.call({ ...request, query: { ...request.query, limit: '200', cursor } });
    const found = valueAt(answer.body, operation.rows?.of ?? 'items');
    const lines = Array.isArray(found) ? found.map((each) => `${JSON.stringify(each)}\n`).join('') : '';
    await terminal.out(json ? lines : shown(operation, answer.body, call));
    cursor = nextOf(answer);
  } while (cursor !== undefined);
}

function noteMore(terminal: Terminal, answer: Answer): void {
  const next = nextOf(answer);
  if (next !== undefined) terminal.note(`There are more: --all, or --cursor ${next}\n`);
}

export function operationCommand(operation: Operation): Command {
  const { name, summary, path, query = {}, args = [], options = {}, examples } = operation;
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, variable = '']) => variable);
  return {
    name,
    summary,
    args: [...inPath, ...args, ...(operation.body === 'file' ? ['file'] : [])],
    options: {
      ...options,
      ...Object.fromEntries(
        Object.entries(query).map(
          ([option, help]) => [option, { type: 'string', value: '<value>', help }] as const,
        ),
      ),
      ...(operation.csv && csvOption),
      ...(operation.isPaged && pageOptions),
      ...(operation.edits && editOptions),
    },
    examples,
    operations: [operation.operation],
    calls: operation,
    async run(call) {
      const request = await requestOf(operation, call);
      if (operation.isPaged && call.options.all) {
        await showAll(operation, call, request);
        return exitCodes.done;
      }
      const answer = await call.api.call(request);
      await call.terminal.out(
        call.json && !call.options.csv
          ? `${JSON.stringify(answer.body ?? {}, null, 2)}\n`
          : shown(operation, answer.body, call),
      );
      if (!call.json) noteMore(call.terminal, answer);
      return exitCodes.done;
    },
  };
}
