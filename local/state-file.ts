import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';

/**
 * The path of the state file in a data directory, which is made if absent.
 * @param data a directory, or `:memory:` for a state that ends with the process.
 */
export function stateFile(data: string): string {
  if (data === ':memory:') return data;
  const directory = resolve(data);
  mkdirSync(directory, { recursive: true });
  return join(directory, 'state.sqlite');
}
