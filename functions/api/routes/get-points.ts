import * as z from 'zod/mini';
import { ledgerPage } from '../../../domain/rewards/ledger.ts';
import { balanceAt } from '../../../domain/rewards/lots.ts';
import { Problem } from '../../shared/http/problem.ts';
import { findPerson } from '../find-person.ts';
import { route } from '../route.ts';
import { ledgerEntryShape, pageOf, personId } from '../shapes.ts';

const encode = (place: number): string => Buffer.from(String(place)).toString('base64url');

function placeIn(cursor: string | undefined): number {
  if (cursor === undefined) return 0;
  const place = Buffer.from(cursor, 'base64url').toString();
  if (!/^\d{1,12}$/.test(place))
    throw new Problem(400, 'cursor: not one that a page of these points gave as `next`', { field: 'cursor' });
  return Number(place);
}

export const getPoints = route({
  method: 'GET',
  path: '/v1/people/{id}/points',
  operationId: 'getPoints',
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
    const { entries, next } = await ledgerPage(table, profile, at, query.limit, placeIn(query.cursor));
    return {
      balance: balanceAt(profile.points, at),
      entries: [...entries],
      next: next === null ? null : encode(next),
    };
  },
});
