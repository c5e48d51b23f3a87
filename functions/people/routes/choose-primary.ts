import * as z from 'zod/mini';
import type { AddressRefusal } from '../../../domain/people/address-chosen.ts';
import { normaliseIdentifier } from '../../../domain/people/identity.ts';
import { identifierForms } from '../../../domain/people/identity-values.ts';
import { addressChosen } from '../../../workflows/events/address-chosen.ts';
import { findPerson } from '../../shared/api/find-person.ts';
import { personId } from '../../shared/api/shapes.ts';
import { Problem } from '../../shared/http/problem.ts';
import { personSummary, personSummaryShape } from '../person-shape.ts';
import { recordChange } from '../record-change.ts';
import { route } from '../route.ts';

const refusals: Readonly<Record<AddressRefusal, string>> = {
  anothers: 'address: is somebody else’s; merge the two if they are one person',
};

export const choosePrimary = route({
  method: 'PUT',
  path: '/v1/people/{id}/primary',
  operationId: 'choosePrimary',
  scope: 'market',
  summary:
    'Chooses the email address or the phone at which a person is reached from now on: one of theirs, or one that is nobody’s and becomes theirs.',
  params: z.object({ id: personId }),
  body: z.strictObject({ type: z.enum(['email', 'phone']), address: z.string() }),
  answer: {
    status: 200,
    description: 'The person; of each kind the last identifier is the one that is used.',
    schema: personSummaryShape,
  },
  problems: {
    404: 'Nobody has this id or identifier.',
    409: 'The address is somebody else’s.',
    422: 'It is no address of its kind.',
    503: 'No answer in time, though it may be decided: repeat it with the same Idempotency-Key.',
  },
  async handle({ params, body, caller, ...request }, outside) {
    const { type } = body;
    const address = normaliseIdentifier(type, body.address);
    if (address === undefined)
      throw new Problem(422, `address: must be ${identifierForms[type]}`, { field: 'address' });
    const { id, identifiers } = await findPerson(outside.table, params.id);
    const doing = {
      name: addressChosen.name,
      properties: { type, address, by: caller },
      traits: { [type]: address },
      refusals,
      field: 'address',
    };
    // A repetition under another key need not be told twice.
    if (identifiers[type]?.at(-1) === address) return personSummary(await findPerson(outside.table, id));
    return personSummary(await recordChange(outside, id, doing, request));
  },
});
