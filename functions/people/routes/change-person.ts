import * as z from 'zod/mini';
import { traitsLimitBytes } from '../../../domain/people/fold.ts';
import { findPerson } from '../../shared/api/find-person.ts';
import { personId } from '../../shared/api/shapes.ts';
import { Problem } from '../../shared/http/problem.ts';
import { personSummary, personSummaryShape } from '../person-shape.ts';
import { recordChange } from '../record-change.ts';
import { route } from '../route.ts';

/** Traits that come of identifiers, and where to change those. */
const addresses = ['email', 'phone'];

export const changePerson = route({
  method: 'PATCH',
  path: '/v1/people/{id}',
  operationId: 'changePerson',
  scope: 'market',
  summary:
    'Sets traits of a person, or takes them away by null; those that are not named stay. The same Idempotency-Key does it once.',
  params: z.object({ id: personId }),
  body: z.strictObject({ traits: z.record(z.string(), z.unknown()) }),
  answer: { status: 200, description: 'The person as they are now.', schema: personSummaryShape },
  problems: {
    404: 'Nobody has this id or identifier.',
    422: 'A trait comes of an identifier, or there is no room for it; the problem names it.',
    503: 'No answer in time, though it may be decided: repeat it with the same Idempotency-Key.',
  },
  async handle({ params, body: { traits }, ...request }, outside) {
    const address = addresses.find((name) => name in traits);
    if (address)
      throw new Problem(
        422,
        `traits.${address}: comes of the person's identifiers; choose one by PUT /v1/people/{id}/primary`,
        { field: `traits.${address}` },
      );
    const { id, traits: before } = await findPerson(outside.table, params.id);
    const bytes = Buffer.byteLength(JSON.stringify({ ...before, ...traits }));
    if (bytes > traitsLimitBytes)
      throw new Problem(422, `traits: ${bytes} bytes with these; a person has ${traitsLimitBytes} at most`, {
        field: 'traits',
      });
    const doing = { name: 'Identified', type: 'identify', properties: {}, traits } as const;
    return personSummary(await recordChange(outside, id, doing, request));
  },
});
