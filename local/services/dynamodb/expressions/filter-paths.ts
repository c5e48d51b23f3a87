import { invalid } from '../refusals.ts';
import type { Index } from '../storage/index.ts';
import { type KeySchema, keyNames } from '../storage/key-schema.ts';
import type { DocumentPath } from './document-path.ts';
import { hashOrder } from './hash-order.ts';

type Paths = readonly DocumentPath[];

/** Refuses a query's filter on the keys that its key condition is for. @throws ValidationException */
export function checkFilterKeys(paths: Paths = [], schema: KeySchema): void {
  const keys = keyNames(schema);
  const key = paths.find(([name]) => keys.includes(name));
  if (key)
    throw invalid(
      `Filter Expression can only contain non-primary key attributes: Primary key attribute: ${key[0]}`,
    );
}

/** Refuses a filter on what an index does not carry. @throws ValidationException */
export function checkFilterCarried(paths: Paths = [], index: Index | undefined): void {
  if (!index) return;
  const missing = [...new Set(paths.map(([name]) => name))].filter((name) => !index.has(name));
  if (missing.length > 0)
    throw invalid(
      `One or more parameter values were invalid: Secondary index ${index.state.name} does not project ` +
        `one or more filter attributes: [${hashOrder(missing).join(', ')}]`,
    );
}
