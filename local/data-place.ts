import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** Where the local cloud keeps its state file and prepared bundles. */
export interface DataPlace {
  /** Path of the state file, or `:memory:`. */
  readonly state: string;
  readonly bundles: string;
  /** Leaves nothing behind of what was not to be kept. */
  release(): void;
}

/** @param data a directory, made if absent, or `:memory:`. */
export function dataPlace(data: string): DataPlace {
  if (data === ':memory:') {
    const directory = mkdtempSync(join(tmpdir(), 'onward-'));
    return {
      state: data,
      bundles: directory,
      release: () => rmSync(directory, { recursive: true, force: true }),
    };
  }
  const directory = resolve(data);
  mkdirSync(directory, { recursive: true });
  return {
    state: join(directory, 'state.sqlite'),
    bundles: join(directory, 'functions'),
    release: () => undefined,
  };
}
