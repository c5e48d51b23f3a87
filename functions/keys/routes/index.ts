import type { Route } from '../../shared/api/route.ts';
import type { Outside } from '../route.ts';
import { changeKey } from './change-key.ts';
import { createKey } from './create-key.ts';
import { deleteKey } from './delete-key.ts';
import { getKey } from './get-key.ts';
import { listAudit } from './list-audit.ts';
import { listKeys } from './list-keys.ts';
import { rotateKey } from './rotate-key.ts';

/** Every operation on keys, and what was done with them. */
export const routes = [
  listKeys,
  getKey,
  createKey,
  changeKey,
  rotateKey,
  deleteKey,
  listAudit,
] as readonly Route<Outside>[];
