import { invalid } from '../refusals.ts';
import type { Index } from '../storage/index.ts';
import { type KeySchema, keyNames } from '../storage/key-schema.ts';
import type { DocumentPath } from './document-path.ts';

type Paths = readonly DocumentPath[];

/** Refuses a query's filter on the keys that its key condition is for. @throws ValidationException */
export function checkFilterKeys(paths: Paths = [], schema: KeySchema): void {
  const key = keyNames(schema).find((each) => paths.some(([name]) => name === each));
  if (key !== undefined)
    throw invalid(
      `Filter Expression can only contain non-primary key attributes: Primary key attribute: ${key}`,
    );
}

/** Refuses a filter on what an index does not carry. @throws ValidationException */
export function checkFilterCarried(paths: Paths = [], index: Index | undefined): void {
  if (!index) return;
  const missing = [...new Set(paths.map(([name]) => name))].filter((name) => !index.has(name));
  if (missing.length > 0)
    throw invalid(
      `One or more parameter values were invalid: Secondary index ${index.state.name} does not project ` +
        `one or more filter attributes: [${missing.sort().join(', ')}]`,
    );
}
