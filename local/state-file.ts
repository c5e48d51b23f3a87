import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { temporary } from './store.ts';

/**
 * The path of the state file in a data directory, which is made if absent.
 * @param data a directory, or `:memory:` or `:temporary:` for a state that ends with the process, the latter on disk
 *   where it outgrows 64 MiB.
 */
export function stateFile(data: string): string {
  if (data === ':memory:') return data;
  if (data === ':temporary:') return temporary;
  const directory = resolve(data);
  mkdirSync(directory, { recursive: true });
  return join(directory, 'state.sqlite');
}
