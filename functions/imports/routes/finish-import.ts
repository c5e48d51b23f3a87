import * as z from 'zod/mini';
import { findImport, route } from '../route.ts';
import { importId, importShape, importView } from '../shapes.ts';

export const finishImport = route({
  method: 'POST',
  path: '/v1/imports/{id}/finish',
  operationId: 'finishImport',
  scope: 'market',
  summary: 'Says that all parts have been sent; no others are taken. Safe to repeat.',
  params: z.object({ id: importId }),
  answer: { status: 200, description: 'The import as it ended.', schema: importShape },
  problems: { 404: 'There is no such import.' },
  async handle({ params: { id }, now }, outside) {
    const found = await findImport(outside, id);
    return importView(found.status === 'finished' ? found : await outside.imports.finish(id, now));
  },
});
