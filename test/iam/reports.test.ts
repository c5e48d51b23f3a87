import { marshall } from '@aws-sdk/util-dynamodb';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Centre } from '../journeys/centre.ts';

let centre: Centre;
beforeEach(async () => {
  centre = await Centre.open();
});
afterEach(() => centre.cloud.close());

const person = `per_${'a'.repeat(24)}`;
const run = `run_${'a'.repeat(24)}_${'b'.repeat(16)}`;

/** A record of the table's stream: that a message was sent, by one visit of a step. */
const sent = (visit: number) => ({
  eventName: 'INSERT',
  dynamodb: {
    SequenceNumber: `10000000000000000000${visit}`,
    NewImage: marshall({
      pk: `PERSON#${person}`,
      sk: `MESSAGE#${run}#send#${visit}`,
      person,
      run,
      journey: 'j',
      step: 'send',
      visit,
      channel: 'email',
      template: 't',
      kind: 'marketing',
      status: 'sent',
      claims: 1,
      after: 1,
      at: '2026-11-23T14:00:00.000Z',
    }),
  },
});

const handOver = (...visits: readonly number[]) =>
  centre.cloud.call('lambda', 'Invoke', {
    FunctionName: 'onward-fold-reports',
    Payload: { Records: visits.map(sent), shardId: 'shardId-of-a-test', state: {} },
  });

it('records of a stream that come again beside new ones are counted once', async () => {
  await handOver(1, 2);
  await handOver(2, 3);
  const { totals } = await centre.get<{ totals: { sent: number } }>('/v1/reports?by=journey');
  expect(totals.sent).toBe(3);
});

it('records that cannot be counted are told where an alarm watches', async () => {
  await centre.claims('ada@example.com');
  await centre.meets({ service: 'dynamodb', error: 'ValidationException', times: 1_000_000 });
  await centre.cloud.advance('P1DT1H');
  const QueueUrl = 'http://localhost:4566/123456789012/onward-unhandled';
  const letters: string[] = [];
  for (let round = 0; round < 20; round += 1) {
    const call = { QueueUrl, MaxNumberOfMessages: 10 };
    const { Messages = [] } = (await centre.cloud.call('sqs', 'ReceiveMessage', call)) as {
      Messages?: { Body: string }[];
    };
    letters.push(...Messages.map(({ Body }) => Body));
  }
  expect(letters).toContainEqual(expect.stringContaining('DDBStreamBatchInfo'));
});
