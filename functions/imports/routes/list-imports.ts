import * as z from 'zod/mini';
import { listOf, pageOf } from '../../shared/api/shapes.ts';
import { cursorTo, placeIn } from '../../shared/http/cursor.ts';
import { route } from '../route.ts';
import { importShape, importView } from '../shapes.ts';

export const listImports = route({
  method: 'GET',
  path: '/v1/imports',
  operationId: 'listImports',
  scope: 'read',
  summary: 'Imports, the newest first.',
  query: z.object(pageOf),
  answer: {
    status: 200,
    description: 'A page; `next` is the cursor of the one that follows, null on the last.',
    schema: listOf(importShape),
  },
  async handle({ query: { limit, cursor } }, { imports }) {
    const before = placeIn(cursor, /^imp_[0-9a-z]{9}[a-z2-7]{8}$/, 'a page of imports');
    const { items, next } = await imports.list(limit, before);
    return { items: items.map(importView), next: cursorTo(next) };
  },
});
