import { expect, it } from 'vitest';
import { correctSkew } from '../../../domain/events/skew.ts';

const receivedAt = new Date('2026-11-20T12:00:00.000Z');

it("keeps the distance between happening and sending, by the sender's clock, before our receiving", () => {
  const corrected = correctSkew(
    { timestamp: '2031-01-01T00:00:00.000Z', sentAt: '2031-01-01T00:00:30.000Z' },
    receivedAt,
  );
  expect(corrected).toBe('2026-11-20T11:59:30.000Z');
});

it('keeps the timestamp of a call without sentAt, or with one that is no time', () => {
  expect(correctSkew({ timestamp: '2020-02-01T10:00:00+02:00' }, receivedAt)).toBe(
    '2020-02-01T08:00:00.000Z',
  );
  expect(correctSkew({ timestamp: '2020-02-01T10:00:00Z', sentAt: 'yesterday' }, receivedAt)).toBe(
    '2020-02-01T10:00:00.000Z',
  );
});

it('takes now for what has no timestamp, or one past the end of time', () => {
  expect(correctSkew({ sentAt: '2031-01-01T00:00:30.000Z' }, receivedAt)).toBe(receivedAt.toISOString());
  expect(
    correctSkew(
      { timestamp: '-271821-04-20T00:00:00.000Z', sentAt: '+275760-09-13T00:00:00.000Z' },
      receivedAt,
    ),
  ).toBe(receivedAt.toISOString());
});
