import * as z from 'zod/mini';
import { recordNow } from '../../../domain/events/record-now.ts';
import type { MergeRefusal } from '../../../domain/people/merge/people-merged.ts';
import type { Profile } from '../../../domain/people/profile.ts';
import { recordedKey } from '../../../domain/records.ts';
import { peopleMerged } from '../../../workflows/events/people-merged.ts';
import { serverEvent } from '../../api/server-event.ts';
import { findPerson } from '../../shared/api/find-person.ts';
import { personId } from '../../shared/api/shapes.ts';
import { Problem } from '../../shared/http/problem.ts';
import { route } from '../route.ts';

const refusals: Readonly<Record<MergeRefusal, string>> = {
  'unknown-person': 'other: was erased in this very moment',
  'same-person': 'other: both are one person; name two',
  'too-many-runs':
    'other: has more open runs than one transaction moves (50); let some end, or stop them, and merge again',
};

const isRefusal = (reason: string): reason is MergeRefusal => reason in refusals;

export const mergePeople = route({
  method: 'POST',
  path: '/v1/people/{id}/merge',
  operationId: 'mergePeople',
  scope: 'admin',
  summary:
    'Makes another known person this one, for good: timelines, consents, points, bookings and running journeys are this person’s, and whatever names the other finds this one. Who was merged already is so again, with the same answer.',
  params: z.object({ id: personId }),
  body: z.strictObject({ other: personId }),
  answer: {
    status: 200,
    description: 'They are one.',
    schema: z.object({ person: z.string(), merged: z.array(z.string()) }),
  },
  problems: {
    404: 'Nobody has this id or identifier.',
    409: 'The two are one person, or cannot be merged now; the problem says why.',
    503: 'No answer in time, though it may be decided: repeat it with the same Idempotency-Key.',
  },
  async handle({ params, body, caller, idempotencyKey, now }, outside) {
    const { table } = outside;
    const winner = await findPerson(table, params.id);
    const other = await findPerson(table, body.other);
    if (winner.merged?.includes(body.other)) return answered(winner);
    const messageId = `merge/${winner.id}/${idempotencyKey}`;
    if (winner.id === other.id) {
      if (await table.get(recordedKey('api', messageId))) return answered(winner);
      throw new Problem(409, refusals['same-person'], { field: 'other' });
    }
    const message = serverEvent(
      winner.id,
      messageId,
      peopleMerged.name,
      { other: other.id, by: caller },
      now,
    );
    const { event, profile } = await recordNow(outside, message, outside.recording, now);
    if (!event.refused) return answered(profile);
    throw new Problem(409, isRefusal(event.refused) ? refusals[event.refused] : event.refused, {
      field: 'other',
      extensions: { reason: event.refused },
    });
  },
});

const answered = ({ id, merged = [] }: Profile) => ({ person: id, merged: [...merged] });
