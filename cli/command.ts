import type { Api } from './api.ts';
import type { Column } from './table.ts';
import type { Terminal } from './terminal.ts';

export interface Option {
  readonly type: 'string' | 'boolean';
  /** What it does, as help shows it. */
  readonly help: string;
  /** What stands for its value in help, as `<file>`. */
  readonly value?: string;
}

/** What a command is run with. */
export interface Call {
  readonly args: Readonly<Record<string, string>>;
  readonly options: Readonly<Record<string, string | boolean | undefined>>;
  readonly api: Api;
  readonly terminal: Terminal;
  /** The answer as it is, for programs, instead of a table. */
  readonly json: boolean;
}

/** How a command ended, as the shell sees it. */
export const exitCodes = {
  done: 0,
  /** The API refused, or could not be reached. */
  failed: 1,
  /** It was called wrongly. */
  misused: 2,
  /** It was done, except for rows that were bad. */
  badRows: 3,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** A command that makes one call and shows what it answers. */
export interface Operation {
  readonly name: string;
  readonly summary: string;
  /** Its `operationId`, and where it is called; held against the API's document by a test. */
  readonly operation: string;
  readonly method: Method;
  /** Its variables are the command's arguments, in their order. */
  readonly path: string;
  /** Options that go into the query, with their help. */
  readonly query?: Readonly<Record<string, string>>;
  /** `file`: the last argument names a file with the body, in JSON. Or made of the call. */
  readonly body?: 'file' | ((call: Call) => object | undefined);
  /** Further arguments, of which the body is made. */
  readonly args?: readonly string[];
  readonly options?: Readonly<Record<string, Option>>;
  /** The member that holds rows, and their columns. */
  readonly rows?: {
    readonly of: string;
    readonly columns: readonly Column[] | ((call: Call) => readonly Column[]);
    /** The member that holds what the rows add up to, if they do. */
    readonly totals?: string;
    /** What is said where there are no rows, if `There is nothing.` says too little. */
    readonly none?: string;
  };
  /** Its rows are to be had as CSV. */
  readonly csv?: true;
  /** The answer as text for a terminal, where neither rows nor a listing of its members tells it. */
  readonly shows?: (body: unknown) => string;
  /** It has pages. */
  readonly isPaged?: true;
  /** It changes what has a version: the one that is there is read first, unless `--if-match` says which was. */
  readonly edits?: true;
  readonly examples: readonly string[];
}

/** One command: a word for the resource, and one for what is done with it. */
export interface Command {
  readonly name: string;
  readonly summary: string;
  /** Names of what it must be given, in their order. */
  readonly args: readonly string[];
  readonly options: Readonly<Record<string, Option>>;
  /** What may follow `npx onward`. */
  readonly examples: readonly string[];
  /** The `operationId`s of what it calls. */
  readonly operations: readonly string[];
  /** Of a command that makes one call: what is held against the API's document. */
  readonly calls?: Operation;
  run(call: Call): Promise<ExitCode>;
}

/** It was called wrongly; the message says how to do it. Nothing was sent. */
export class Misuse extends Error {
  override readonly name = 'Misuse';
}

/** The value of an option that is text. */
export const textOf = ({ options }: Pick<Call, 'options'>, name: string): string | undefined => {
  const value = options[name];
  return typeof value === 'string' ? value : undefined;
};
