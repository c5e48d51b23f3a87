import * as z from 'zod/mini';
import { findImport, route } from '../route.ts';
import { importId, importShape, importView } from '../shapes.ts';

export const getImport = route({
  method: 'GET',
  path: '/v1/imports/{id}',
  operationId: 'getImport',
  scope: 'read',
  summary: 'How far an import has come.',
  params: z.object({ id: importId }),
  answer: { status: 200, description: 'The import.', schema: importShape },
  problems: { 404: 'There is no such import.' },
  async handle({ params }, outside) {
    return importView(await findImport(outside, params.id));
  },
});
