import * as z from 'zod/mini';
import { listOf, pageOf } from '../../shared/api/shapes.ts';
import { cursorTo, placeIn } from '../../shared/http/cursor.ts';
import { findImport, route } from '../route.ts';
import { importId } from '../shapes.ts';

/** As a page's `next` has a place. */
const places = /^ERROR#\d{6}#\d{4}#\d{3}$/;

const errorShape = z.object({
  part: z.int(),
  /** Where the row is in the file. */
  line: z.int(),
  /** The column, or the field of a call. */
  field: z.string(),
  /** What was wrong with it, and what to do. */
  reason: z.string(),
});

export const listImportErrors = route({
  method: 'GET',
  path: '/v1/imports/{id}/errors',
  operationId: 'listImportErrors',
  scope: 'read',
  summary: 'What was wrong with the rows of an import that were not taken, in their order; kept for 30 days.',
  params: z.object({ id: importId }),
  query: z.object(pageOf),
  answer: {
    status: 200,
    description: 'A page; `next` is the cursor of the one that follows, null on the last.',
    schema: listOf(errorShape),
  },
  problems: { 404: 'There is no such import.' },
  async handle({ params, query: { limit, cursor } }, outside) {
    const { id } = await findImport(outside, params.id);
    const behind = placeIn(cursor, places, 'a page of these errors');
    const { items, next } = await outside.imports.errors(id, limit, behind);
    return {
      items: items.map(({ part, line, field, reason }) => ({ part, line, field, reason })),
      next: cursorTo(next),
    };
  },
});
