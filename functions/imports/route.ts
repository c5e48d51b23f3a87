import type { Import } from '../../domain/imports/import.ts';
import type { Imports } from '../../domain/imports/imports.ts';
import type { Line } from '../../domain/line/line.ts';
import type { Table } from '../../domain/table.ts';
import { routeOver } from '../shared/api/route.ts';
import { Problem } from '../shared/http/problem.ts';

/** What the routes touch outside themselves. */
export interface Outside {
  readonly table: Table;
  readonly imports: Imports;
  readonly line: Pick<Line, 'send'>;
}

export const route = routeOver<Outside>();

/** @throws Problem 404 */
export async function findImport({ imports }: Pick<Outside, 'imports'>, id: string): Promise<Import> {
  const found = await imports.read(id);
  if (!found) throw new Problem(404, `import: there is no import "${id}"`, { field: 'id' });
  return found;
}
