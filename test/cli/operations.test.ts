import { describe, expect, it } from 'vitest';
import { Api } from '../../cli/api.ts';
import type { Call } from '../../cli/command.ts';
import { commands } from '../../cli/commands/index.ts';
import { notOffered } from '../../cli/not-offered.ts';
import { columnsOf } from '../../cli/operation.ts';
import { pathOf } from '../../cli/table.ts';
import { apiDocument } from '../../infra/api-document.ts';
import { PaperTerminal } from './terminal.ts';

interface Schema {
  readonly $ref?: string;
  readonly anyOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: unknown;
  readonly items?: Schema;
}

interface Described {
  readonly operationId: string;
  readonly parameters?: readonly { readonly name: string; readonly in: string }[];
  readonly responses: Readonly<
    Record<string, { readonly content?: Readonly<Record<string, { readonly schema: Schema }>> }>
  >;
  readonly requestBody?: unknown;
}

const document = apiDocument as unknown as {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Described>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
};

const described = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({
    path,
    method: method.toUpperCase(),
    ...operation,
  })),
);
const operations = described.map(({ operationId }) => operationId);

const resolved = (schema: Schema | undefined): Schema | undefined =>
  schema?.$ref ? document.components.schemas[schema.$ref.split('/').at(-1) ?? ''] : schema;

/** Whether a dotted path may lead to something, where the schema says what there is. */
function leads(given: Schema | undefined, [name, ...rest]: readonly string[]): boolean {
  const schema = resolved(given);
  if (name === undefined) return schema !== undefined;
  if (!schema) return false;
  if (schema.anyOf) return schema.anyOf.some((each) => leads(each, [name, ...rest]));
  if (schema.properties?.[name]) return leads(schema.properties[name], rest);
  return schema.additionalProperties !== undefined && schema.additionalProperties !== false;
}

const called = commands.flatMap(({ name, calls }) => (calls ? [[name, calls] as const] : []));

/** A command that is called with nothing besides. */
const terminal = new PaperTerminal({});
const plainly: Call = {
  args: {},
  options: {},
  api: new Api('http://localhost', 'sk', terminal),
  terminal,
  json: false,
};

describe('the commands', () => {
  it('call every operation of the document, but for those that are named with a reason', () => {
    const offered = new Set(commands.flatMap((command) => command.operations));
    const left = operations.filter((operation) => !offered.has(operation));
    expect(left.toSorted()).toEqual(Object.keys(notOffered).toSorted());
    expect([...offered].filter((operation) => !operations.includes(operation))).toEqual([]);
  });

  it('have names of their own, of two words', () => {
    const names = commands.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(names.filter((name) => !/^[a-z]+ [a-z-]+$/.test(name))).toEqual([]);
  });

  it.each(commands.map((command) => [command.name, command] as const))(
    '%s gives examples of itself',
    (name, { examples }) => {
      expect(examples.length).toBeGreaterThan(0);
      expect(examples.filter((example) => !example.startsWith(name))).toEqual([]);
    },
  );

  it.each(called)('%s makes its call as the document says', (_, operation) => {
    const found = described.find(({ operationId }) => operationId === operation.operation);
    expect([operation.method, operation.path]).toEqual([found?.method, found?.path]);
    const parameters = found?.parameters ?? [];
    const inQuery = parameters.filter((each) => each.in === 'query').map(({ name }) => name);
    const asked = [
      ...Object.keys(operation.query ?? {}),
      ...(operation.isPaged ? ['limit', 'cursor'] : []),
      ...(operation.csv ? ['format'] : []),
    ];
    expect(asked.toSorted()).toEqual(inQuery.toSorted());
    expect(operation.body !== undefined).toBe(found?.requestBody !== undefined);
    expect(operation.edits === true).toBe(parameters.some(({ name }) => name === 'If-Match'));
  });

  it.each(called.filter(([, { rows }]) => rows))('%s shows columns that there are', (_, calls) => {
    const { operation, rows } = calls;
    const found = described.find(({ operationId }) => operationId === operation);
    const [answer] = Object.entries(found?.responses ?? {}).find(([status]) => status.startsWith('2')) ?? [];
    const schema = resolved(found?.responses[answer ?? '']?.content?.['application/json']?.schema);
    const row = resolved(schema?.properties?.[rows?.of ?? ''])?.items;
    const paths = columnsOf(calls, plainly).map(pathOf);
    expect(paths.filter((path) => !leads(row, path.split('.')))).toEqual([]);
  });
});
