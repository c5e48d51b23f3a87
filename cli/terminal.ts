import { type FileHandle, open } from 'node:fs/promises';
import process from 'node:process';
import { Misuse } from './command.ts';

/** What a command reads from and writes to. */
export interface Terminal {
  /** Results; waits where the reader is slower. */
  out(text: string): Promise<void>;
  /** All that is not a result: progress, warnings, errors. */
  note(text: string): void;
  /** Whether somebody watches, to whom a line may be written over. */
  readonly isWatched: boolean;
  /** A file piece by piece; `-` is standard input. @throws Misuse for one that is not there */
  open(path: string): Promise<{ readonly pieces: AsyncIterable<Uint8Array>; readonly bytes: number | null }>;
  sleep(milliseconds: number): Promise<void>;
}

async function opened(path: string): Promise<FileHandle> {
  try {
    return await open(path);
  } catch (error) {
    throw new Misuse(`${path}: cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}

export const processTerminal: Terminal = {
  async out(text) {
    if (!process.stdout.write(text))
      await new Promise<void>((resolve) => process.stdout.once('drain', () => resolve()));
  },
  note: (text) => {
    process.stderr.write(text);
  },
  isWatched: process.stderr.isTTY === true,
  async open(path) {
    if (path === '-') return { pieces: process.stdin, bytes: null };
    const file = await opened(path);
    const found = await file.stat();
    if (found.isDirectory()) throw new Misuse(`${path}: is a folder; name a file in it`);
    // What is no file on a disk, as a pipe, has no length that is known.
    return { pieces: file.createReadStream(), bytes: found.isFile() ? found.size : null };
  },
  sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
};

/** A file with one JSON object. @throws Misuse */
export async function readJson(terminal: Pick<Terminal, 'open'>, path: string): Promise<object> {
  const { pieces } = await terminal.open(path);
  const text = Buffer.concat(await Array.fromAsync(pieces)).toString('utf8');
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null) return value;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new Misuse(`${path}: is not JSON: ${error.message}`);
  }
  throw new Misuse(`${path}: must hold a JSON object`);
}
