import type { SQSRecord } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import { Poison } from '../../../domain/events/poison.ts';
import { isPoison } from '../../../functions/record-event/dead-letters.ts';

const received = (times: number): SQSRecord =>
  ({ messageId: 'm', attributes: { ApproximateReceiveCount: String(times) } }) as SQSRecord;
const named = (name: string, status?: number) =>
  Object.assign(new Error(name), { name, $metadata: { httpStatusCode: status } });

describe('what is poison', () => {
  it('is poison at once when no retry can help', () => {
    expect(isPoison(received(1), new Poison('not JSON'))).toBe(true);
  });

  it('is poison after three tries when nobody knows why', () => {
    expect([1, 2, 3].map((times) => isPoison(received(times), new Error('?')))).toEqual([false, false, true]);
  });

  it.each([
    named('ThrottlingException'),
    named('ProvisionedThroughputExceededException'),
    named('TransactionCanceledException'),
    named('ServiceUnavailable', 503),
    named('InternalServerError', 500),
    named('TimeoutError'),
  ])('is never what passes by itself: %s', (error) => {
    expect(isPoison(received(900), error)).toBe(false);
  });
});
