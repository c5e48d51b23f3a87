import * as z from 'zod/mini';
import type { RecordedEvent } from '../../../domain/events/recorded-event.ts';
import { eventsAfter } from '../../../domain/records.ts';
import { ledger } from '../../../domain/rewards/ledger.ts';
import type { Item } from '../../../domain/table.ts';
import { findPerson } from '../find-person.ts';
import { route } from '../route.ts';
import { ledgerEntryShape, personId } from '../shapes.ts';

export const getPoints = route({
  method: 'GET',
  path: '/v1/people/{id}/points',
  operationId: 'getPoints',
  summary: "A person's points: the balance, and every entry that it is the sum of, oldest first.",
  params: z.object({ id: personId }),
  answer: {
    status: 200,
    description: 'The account.',
    schema: z.object({ balance: z.int(), entries: z.array(ledgerEntryShape) }),
  },
  problems: { 404: 'Nobody has this id or identifier.' },
  async handle({ params, now }, { table }) {
    const { id } = await findPerson(table, params.id);
    const timeline = table.query<RecordedEvent & Item>(eventsAfter(id, 0));
    const entries = await ledger(timeline, now.toISOString());
    return { balance: entries.reduce((sum, { points }) => sum + points, 0), entries: [...entries] };
  },
});
