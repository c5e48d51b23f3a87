import * as z from 'zod/mini';
import { Audit } from '../../../domain/audit/audit.ts';
import { instant, listOf, pageOf } from '../../shared/api/shapes.ts';
import { cursorTo, placeIn } from '../../shared/http/cursor.ts';
import { route } from '../route.ts';

const auditShape = z.object({
  /** The request's id, which its answer named in `x-request-id`. */
  id: z.string(),
  at: instant,
  key: z.string(),
  /** The operation's `operationId`. */
  operation: z.string(),
  /** Method and path, addresses in it hidden. */
  resource: z.string(),
  /** SHA-256 of the body, in hex. */
  digest: z.nullable(z.string()),
  /** The answer's status; `begun`: the call was cut short, and may have taken effect. */
  outcome: z.union([z.int(), z.literal('begun')]),
  endedAt: z.nullable(instant),
  /** The id of what was made or changed, and whose it is, where the answer told. */
  subject: z.nullable(z.string()),
  person: z.nullable(z.string()),
});

/** As a page's `next` has a place. */
const places = /^\d{4}-\d\d-\d\dT[\d:.]+Z#[\w-]{1,100}$/;

export const listAudit = route({
  method: 'GET',
  path: '/v1/audit',
  operationId: 'listAudit',
  scope: 'admin',
  summary: 'Who changed what by the API on a day (UTC; today unless said), newest first; kept for 400 days.',
  query: z.object({ day: z.optional(z.iso.date('must be a day such as 2026-11-24')), ...pageOf }),
  answer: {
    status: 200,
    description: 'A page; `next` is the cursor of the one that follows, null on the last.',
    schema: listOf(auditShape),
  },
  async handle({ query: { day, limit, cursor }, now }, { table }) {
    const page = await new Audit(table).list(
      day ?? now.toISOString().slice(0, 10),
      limit,
      placeIn(cursor, places, 'a page of this audit'),
    );
    return { items: [...page.items], next: cursorTo(page.next) };
  },
});
