import * as z from 'zod/mini';
import { isPersonId } from '../../../domain/ids.ts';
import { beginErasure } from '../../../domain/people/erasure/begin.ts';
import { Erasures, erasureIdOf } from '../../../domain/people/erasure/erasures.ts';
import { findPerson } from '../../shared/api/find-person.ts';
import { personId } from '../../shared/api/shapes.ts';
import { erasureShape, erasureView } from '../erasure-view.ts';
import { route } from '../route.ts';

export const erasePerson = route({
  method: 'DELETE',
  path: '/v1/people/{id}',
  operationId: 'erasePerson',
  scope: 'admin',
  summary:
    'Erases a person for good, with everybody who was merged into them. From the answer on nobody finds them and nothing is sent to them; the receipt tells when the last of it is gone. Whoever comes with their address later is somebody new; what stands against the address stays.',
  params: z.object({ id: personId }),
  answer: { status: 202, description: 'It is under way; keep the receipt’s id.', schema: erasureShape },
  problems: { 404: 'Nobody has this id or identifier.' },
  async handle({ params, caller, now }, { table, finishErasure }) {
    const erasures = new Erasures(table);
    const before = isPersonId(params.id) ? await erasures.of(erasureIdOf(params.id)) : undefined;
    if (before) {
      await beginErasure(table, params.id, caller, now);
      return erasureView(before);
    }
    const { id: person } = await findPerson(table, params.id);
    const profile = await beginErasure(table, person, caller, now);
    const id = erasureIdOf(profile?.id ?? person);
    await finishErasure(id);
    return erasureView(await erasures.known(id));
  },
});
