import * as z from 'zod/mini';
import { identifierTypes } from '../../../domain/events/recorded-event.ts';
import type { DetachRefusal } from '../../../domain/people/identifier-detached.ts';
import { normaliseIdentifier } from '../../../domain/people/identity.ts';
import { identifierDetached } from '../../../workflows/events/identifier-detached.ts';
import { findPerson } from '../../shared/api/find-person.ts';
import { personId } from '../../shared/api/shapes.ts';
import { Problem } from '../../shared/http/problem.ts';
import { personSummary, personSummaryShape } from '../person-shape.ts';
import { recordChange } from '../record-change.ts';
import { route } from '../route.ts';

const refusals: Readonly<Record<DetachRefusal, string>> = {
  'not-theirs': 'identifier: is not the person’s (any more)',
};

export const detachIdentifier = route({
  method: 'DELETE',
  path: '/v1/people/{id}/identifiers/{type}/{identifier}',
  operationId: 'detachIdentifier',
  scope: 'market',
  summary:
    'Takes an identifier from a person: nothing goes there any more, and who comes with it next is somebody else.',
  params: z.object({ id: personId, type: z.enum(identifierTypes), identifier: z.string() }),
  answer: { status: 200, description: 'The person as they are now.', schema: personSummaryShape },
  problems: {
    404: 'Nobody has this id or identifier.',
    409: 'The identifier is not the person’s.',
    503: 'No answer in time, though it may be decided: repeat it with the same Idempotency-Key.',
  },
  async handle({ params, caller, ...request }, outside) {
    const { type } = params;
    const identifier = normaliseIdentifier(type, params.identifier);
    if (identifier === undefined) throw new Problem(409, refusals['not-theirs'], { field: 'identifier' });
    const { id, traits, identifiers } = await findPerson(outside.table, params.id);
    const next = identifiers[type]?.filter((each) => each !== identifier).at(-1) ?? null;
    const doing = {
      name: identifierDetached.name,
      properties: { type, identifier, by: caller },
      ...(traits[type] === identifier && { traits: { [type]: next } }),
      refusals,
      field: 'identifier',
    };
    return personSummary(await recordChange(outside, id, doing, request));
  },
});
