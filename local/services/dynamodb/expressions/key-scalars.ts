import { invalid } from '../refusals.ts';
import { keyNames } from '../storage/key-schema.ts';
import type { Table } from '../storage/table.ts';
import type { DocumentPath } from './document-path.ts';

/** Refuses paths into attributes that are keys, which have no parts. @throws ValidationException */
export function checkKeyScalars(paths: readonly DocumentPath[], table: Table): void {
  const parted = new Set(paths.filter(({ length }) => length > 1).map(([name]) => name));
  if (parted.size === 0) return;
  const refuse = (kind: 'Key' | 'IndexKey', name: string | undefined) => {
    if (name !== undefined)
      throw invalid(
        "Key attributes must be scalars; list random access '[]' and map lookup '.' are not allowed: " +
          `${kind}: ${name}`,
      );
  };
  refuse(
    'Key',
    table.keyNames.find((name) => parted.has(name)),
  );
  const indexKeys = table.indexes.flatMap(({ state }) => keyNames(state.key));
  refuse(
    'IndexKey',
    indexKeys.find((name) => parted.has(name)),
  );
}
