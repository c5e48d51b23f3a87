import { expect, it } from 'vitest';
import { takes } from '../../domain/campaigns/cost.ts';
import type { Usage } from '../../local/usage.ts';
import { Marketer } from './marketing.ts';

const people = 200;

const counted = ({ stateTransitions, dynamodb, lambdaInvocations, sqsRequests }: Usage) => ({
  transitions: stateTransitions,
  writeUnits: dynamodb.writeUnits,
  readUnits: dynamodb.readUnits,
  invocations: lambdaInvocations,
  sqs: sqsRequests,
});

it('takes what a review says that it takes', async () => {
  const marketer = await Marketer.open();
  await marketer.people(people);
  const { cloud } = marketer.centre;
  const { id } = await marketer.create({ perSecond: 40, holdOut: 50 });
  const before = counted(cloud.usage);
  await marketer.trigger(id);
  await cloud.advance('PT15M');
  const after = counted(cloud.usage);
  const { reached = {}, heldOut = 0, looked } = (await marketer.see(id)).run?.progress ?? {};
  expect(looked).toBe(people);
  for (const name of ['transitions', 'writeUnits', 'readUnits', 'invocations', 'sqs'] as const) {
    const said =
      takes.run[name] +
      takes.reached[name] * (reached.A ?? 0) +
      takes.heldOut[name] * heldOut +
      takes.looked[name] * people;
    const ratio = (after[name] - before[name]) / said;
    expect([name, ratio > 0.6, ratio < 1.3, ratio]).toEqual([name, true, true, ratio]);
  }
});
