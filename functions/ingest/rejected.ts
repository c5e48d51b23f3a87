import { type KeptRejection, Rejections } from '../../domain/events/rejections.ts';
import { admit, requireScope } from '../shared/http/authenticate.ts';
import { cursorTo, placeIn } from '../shared/http/cursor.ts';
import type { HttpRequest } from '../shared/http/http.ts';
import { Problem } from '../shared/http/problem.ts';
import { keyIn, standingOf } from '../shared/http/standing.ts';
import type { Outside } from './outside.ts';

const defaultLimit = 50;
const maxLimit = 200;

/** As a page's `next` has a place. */
const places = /^\d{4}-\d\d-\d\dT[\d:.]+Z#\d{4,6}#[a-z2-7]{16}$/;

/** What was rejected of batches in the last 30 days, newest first: of every key, or of the one that `?key=` names. */
export async function listRejected(
  request: HttpRequest,
  { table, keyring }: Outside,
  now: Date,
): Promise<{ readonly items: readonly KeptRejection[]; readonly next: string | null }> {
  requireScope(admit(await standingOf(keyIn(request.headers), keyring, now)), 'read');
  const records = await keyring.records(now);
  const { key, limit = String(defaultLimit), cursor } = request.queryStringParameters ?? {};
  const ids = records.map(({ id }) => id).filter((id) => key === undefined || id === key);
  if (ids.length === 0) throw new Problem(404, `key: no key has the id "${key}"`, { field: 'key' });
  if (!/^[1-9]\d{0,2}$/.test(limit) || Number(limit) > maxLimit)
    throw new Problem(400, `limit: must be a whole number from 1 to ${maxLimit}`, { field: 'limit' });
  const before = placeIn(cursor, places, 'a page of rejections');
  const { items, next } = await new Rejections(table).list(
    ids,
    { limit: Number(limit), ...(before && { before }) },
    now,
  );
  return { items, next: cursorTo(next) };
}
