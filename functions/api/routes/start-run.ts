import * as z from 'zod/mini';
import { eventIdFor, runIdFor } from '../../../domain/ids.ts';
import { runRequested } from '../../../domain/runs/entering.ts';
import { checkEvent } from '../../../workflows/events/index.ts';
import { matches } from '../../../workflows/filter.ts';
import { findPerson } from '../../shared/api/find-person.ts';
import { personId } from '../../shared/api/shapes.ts';
import { Problem } from '../../shared/http/problem.ts';
import { findJourney } from '../journey-view.ts';
import { route } from '../route.ts';

/** Whose message ids requests for runs are. */
const key = 'api';

export const startRun = route({
  method: 'POST',
  path: '/v1/journeys/{id}/runs',
  operationId: 'startRun',
  scope: 'market',
  summary:
    "Asks for one person's run through a journey. Whether it starts follows the journey's re-entry rule.",
  params: z.object({ id: z.string() }),
  body: z.strictObject({
    person: personId,
    properties: z._default(z.record(z.string(), z.unknown()), {}),
  }),
  answer: {
    status: 202,
    description:
      'The request joined the line. The run has this id if it starts; repeat with the same Idempotency-Key as often as you like.',
    schema: z.object({ id: z.string(), journey: z.string(), person: z.string() }),
  },
  problems: {
    404: 'There is no such journey or person.',
    409: 'The journey is retired.',
    422: "The properties are not those of the journey's entry event.",
  },
  async handle({ params, body, idempotencyKey, now }, { table, line, journeys }) {
    const journey = findJourney(journeys, params.id);
    if (journey.retired) throw new Problem(409, `journey: "${journey.id}" is retired and takes nobody new`);
    const { id: person } = await findPerson(table, body.person);
    const { event, where } = journey.entry;
    const checked = checkEvent(event, body.properties, 'server');
    if (!checked.ok)
      throw new Problem(422, `properties.${checked.reason}`, { field: `properties.${checked.field}` });
    const { properties } = checked;
    if (!matches({ event, ...(where && { where }) }, { name: event, properties }))
      throw new Problem(
        422,
        `properties: "${journey.id}" is entered by ${event} where ${JSON.stringify(where)}`,
      );
    const messageId = `${journey.id}/${person}/${idempotencyKey}`;
    const at = now.toISOString();
    await line.send([
      {
        v: 1,
        person,
        key,
        messageId,
        source: 'server',
        type: 'track',
        name: runRequested,
        properties: { journey: journey.id, properties },
        timestamp: at,
        receivedAt: at,
        hops: 0,
      },
    ]);
    return { id: runIdFor(person, journey.id, eventIdFor(key, messageId)), journey: journey.id, person };
  },
});
