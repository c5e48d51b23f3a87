import type { Expression, Key } from '../table.ts';
import type { Cursor } from './campaign-run.ts';
import { asRead } from './campaigns.ts';

/** A cursor that has come by nobody yet. */
export const beginning = ({ pk, sk }: Key, shard: string): Cursor => ({
  pk,
  sk,
  shard,
  version: 0,
  behind: '',
  reached: {},
  skipped: {},
  nextAt: 0,
  done: false,
});

/** It is still as it was read, or as it was begun. */
export const cursorAsRead = (cursor: Cursor): Expression =>
  cursor.version === 0 ? { condition: 'attribute_not_exists(pk)' } : asRead(cursor);
