import * as z from 'zod/mini';
import { findImport, route } from '../route.ts';
import { importId, tally, tallyView } from '../shapes.ts';
import { takePart } from '../take-part.ts';

/** What a function call of 29 s takes with much to spare, and what is not too much to send again. */
const mostRows = 1_000;
const maxBodyBytes = 1024 * 1024;

/** The sort key of a part has six digits. */
const partNumber = z.coerce.number().check(z.int(), z.minimum(1), z.maximum(999_999));

export const putImportPart = route({
  method: 'PUT',
  path: '/v1/imports/{id}/parts/{part}',
  operationId: 'putImportPart',
  scope: 'market',
  summary:
    'Takes the next rows of an import, at most 1,000 and 1 MB. Safe to repeat; parts come in their order.',
  params: z.object({ id: importId, part: partNumber }),
  maxBodyBytes,
  judgesValues: true,
  body: z.strictObject({
    rows: z
      .array(
        z.object({
          /** Where the row is in the file, from 1. */
          line: z.int().check(z.minimum(1)),
          values: z.record(z.string(), z.unknown()),
        }),
      )
      .check(z.minLength(1), z.maxLength(mostRows, `has too many; send at most ${mostRows} rows in a part`)),
  }),
  answer: {
    status: 200,
    description: 'What came of its rows. What was wrong with bad ones is listed under `errors`.',
    schema: z.object({ part: z.int(), ...tally }),
  },
  problems: {
    404: 'There is no such import.',
    409: 'Another part is expected next (`next`), these are not the rows that were sent before, or it is finished.',
    413: 'It is larger than 1 MB.',
  },
  async handle({ params: { id, part }, body: { rows }, now }, outside) {
    const taken = await takePart(outside, await findImport(outside, id), part, rows, now);
    return { part, ...tallyView(taken) };
  },
});
