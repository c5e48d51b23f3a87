import type { SQSRecord } from 'aws-lambda';
import { beforeEach, describe, expect, it } from 'vitest';
import { Poison } from '../../../domain/events/poison.ts';
import { isHopeless } from '../../../functions/record-event/is-hopeless.ts';
import { OutsideWorld } from '../outside-world.ts';

const now = new Date('2026-11-16T09:00:00Z');
const named = (name: string, more: object = {}) => Object.assign(new Error(name), { name, ...more });
const cancelled = (...codes: string[]) =>
  named('TransactionCanceledException', { CancellationReasons: codes.map((Code) => ({ Code })) });

describe('what is hopeless', () => {
  let world: OutsideWorld;
  beforeEach(() => {
    world = new OutsideWorld();
  });
  const ask = (error: unknown, receives = 1, messageId = 'm') =>
    isHopeless(
      world.table,
      { messageId, attributes: { ApproximateReceiveCount: String(receives) } } as SQSRecord,
      error,
      now,
    );

  it('is poison at once', async () => {
    expect(await ask(new Poison('not JSON'))).toBe(true);
  });

  it('is what fails three times for a reason that nobody knows', async () => {
    const answers = [];
    for (let time = 0; time < 3; time += 1) answers.push(await ask(new Error('?')));
    expect(answers).toEqual([false, false, true]);
    expect(await ask(new Error('?'), 1, 'another')).toBe(false);
  });

  it('is not what was throttled or kept waiting often, and fails for the first time', async () => {
    for (let time = 0; time < 5; time += 1) await ask(named('ThrottlingException'), time);
    expect(await ask(new Error('?'), 900)).toBe(false);
  });

  it.each([
    named('ThrottlingException'),
    named('ProvisionedThroughputExceededException'),
    cancelled('None', 'TransactionConflict'),
    named('Contention'),
    named('ServiceUnavailable', { $metadata: { httpStatusCode: 503 } }),
    named('InternalServerError', { $metadata: { httpStatusCode: 500 } }),
    named('TimeoutError'),
    named('Error', { code: 'EAI_AGAIN' }),
  ])('is never what passes by itself: %s', async (error) => {
    for (let time = 0; time < 9; time += 1) expect(await ask(error, 900)).toBe(false);
    expect(world.calls).toEqual([]);
  });

  it('is a transaction that can never be written, on its third try', async () => {
    const tooLarge = cancelled('None', 'ValidationError');
    expect([await ask(tooLarge), await ask(tooLarge), await ask(tooLarge)]).toEqual([false, false, true]);
  });
});
