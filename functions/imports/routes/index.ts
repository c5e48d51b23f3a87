import type { Route } from '../../shared/api/route.ts';
import type { Outside } from '../route.ts';
import { createImport } from './create-import.ts';
import { finishImport } from './finish-import.ts';
import { getImport } from './get-import.ts';
import { listImportErrors } from './list-import-errors.ts';
import { listImports } from './list-imports.ts';
import { putImportPart } from './put-import-part.ts';

/** Every operation on imports. */
export const routes = [
  listImports,
  createImport,
  getImport,
  putImportPart,
  listImportErrors,
  finishImport,
] as readonly Route<Outside>[];
