import type { SQSRecord } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import { inOrder } from '../../../functions/record-event/in-order.ts';

const record = (messageId: string, group: string): SQSRecord =>
  ({ messageId, body: '', attributes: { MessageGroupId: group, ApproximateReceiveCount: '1' } }) as SQSRecord;

describe('a FIFO batch', () => {
  it('gives back a failed message and its person’s later ones, nobody else’s', async () => {
    const handled: string[] = [];
    const batch = [
      record('a1', 'a'),
      record('b1', 'b'),
      record('a2', 'a'),
      record('b2', 'b'),
      record('a3', 'a'),
    ];
    const answer = await inOrder(
      batch,
      async ({ messageId }) => {
        if (messageId === 'a2') throw new Error('no');
        handled.push(messageId);
      },
      () => undefined,
    );
    expect(handled.toSorted()).toEqual(['a1', 'b1', 'b2']);
    expect(answer.batchItemFailures).toEqual([{ itemIdentifier: 'a2' }, { itemIdentifier: 'a3' }]);
  });

  it('handles one person’s messages one after another', async () => {
    let open = 0;
    let most = 0;
    await inOrder(
      ['1', '2', '3'].map((id) => record(id, 'a')),
      async () => {
        open += 1;
        most = Math.max(most, open);
        await Promise.resolve();
        open -= 1;
      },
      () => undefined,
    );
    expect(most).toBe(1);
  });
});
