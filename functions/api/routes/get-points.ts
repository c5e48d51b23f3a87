import * as z from 'zod/mini';
import { ledgerPage } from '../../../domain/rewards/ledger.ts';
import { balanceAt } from '../../../domain/rewards/lots.ts';
import { findPerson } from '../../shared/api/find-person.ts';
import { pageOf, personId } from '../../shared/api/shapes.ts';
import { cursorTo, placeIn } from '../../shared/http/cursor.ts';
import { route } from '../route.ts';
import { ledgerEntryShape } from '../shapes.ts';

/** As a page's `next` has a place: a sequence number. */
const places = /^\d{1,12}$/;

export const getPoints = route({
  method: 'GET',
  path: '/v1/people/{id}/points',
  operationId: 'getPoints',
  scope: 'read',
  summary:
    "A person's points: the balance, and the entries that it is the sum of, oldest first, page by page. `limit` counts what was earned and redeemed; what expired between comes with it.",
  params: z.object({ id: personId }),
  query: z.object(pageOf),
  answer: {
    status: 200,
    description: 'The balance, and a page; `next` is the cursor of the one that follows, null on the last.',
    schema: z.object({
      balance: z.int(),
      entries: z.array(ledgerEntryShape),
      next: z.nullable(z.string()),
    }),
  },
  problems: { 404: 'Nobody has this id or identifier.' },
  async handle({ params, query, now }, { table }) {
    const profile = await findPerson(table, params.id);
    const at = now.toISOString();
    const { entries, next } = await ledgerPage(
      table,
      profile,
      at,
      query.limit,
      Number(placeIn(query.cursor, places, 'a page of these points') ?? 0),
    );
    return {
      balance: balanceAt(profile.points, at),
      entries: [...entries],
      next: cursorTo(next === null ? null : String(next)),
    };
  },
});
