import * as z from 'zod/mini';
import { recordNow } from '../../../domain/events/record-now.ts';
import { findPerson } from '../../shared/api/find-person.ts';
import { personId } from '../../shared/api/shapes.ts';
import { Problem } from '../../shared/http/problem.ts';
import { route } from '../route.ts';
import { serverEvent } from '../server-event.ts';

export const redeemPoints = route({
  method: 'POST',
  path: '/v1/people/{id}/points/redeem',
  operationId: 'redeemPoints',
  scope: 'market',
  summary:
    "Spends a person's points on a reward. The same Idempotency-Key gets the same answer and spends once.",
  params: z.object({ id: personId }),
  body: z.strictObject({ reward: z.string().check(z.minLength(1)) }),
  answer: {
    status: 200,
    description: 'The points are spent; hand over the reward.',
    schema: z.object({
      person: z.string(),
      reward: z.string(),
      points: z.int(),
      balance: z.int(),
      redeemedAt: z.iso.datetime({ offset: true }),
    }),
  },
  problems: {
    404: 'Nobody has this id or identifier.',
    409: 'There are not enough points; the problem names the balance and the price.',
    422: 'There is no such reward; the problem names those that there are.',
    503: 'No answer in time, though it may be decided: repeat it with the same Idempotency-Key.',
  },
  async handle({ params, body, idempotencyKey, now }, outside) {
    const { rewards } = outside.centre;
    const reward = rewards.find(({ id }) => id === body.reward);
    if (!reward)
      throw new Problem(
        422,
        `reward: unknown reward "${body.reward}"; known: ${rewards.map(({ id }) => id).join(', ')}`,
        { field: 'reward' },
      );
    const { id: person } = await findPerson(outside.table, params.id);
    const message = serverEvent(
      person,
      `points/${person}/${idempotencyKey}`,
      'Points Redeemed',
      { reward: reward.id },
      now,
    );
    const { event } = await recordNow(outside, message, outside.recording, now);
    const spent = spentBy.parse(event.properties);
    if (event.refused)
      throw new Problem(
        409,
        `points: the balance is ${spent.balance}, and "${spent.reward}" costs ${spent.points}`,
        { extensions: { reason: event.refused, balance: spent.balance, price: spent.points } },
      );
    return { person, ...spent, redeemedAt: event.at };
  },
});

/** What the rule says with the event. An Idempotency-Key that was used for another reward gets that one's answer. */
const spentBy = z.object({ reward: z.string(), points: z.int(), balance: z.int() });
