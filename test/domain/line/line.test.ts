import type { SendMessageBatchCommand, SendMessageBatchRequestEntry, SQSClient } from '@aws-sdk/client-sqs';
import { describe, expect, it } from 'vitest';
import type { LineMessage } from '../../../domain/events/recorded-event.ts';
import { Line } from '../../../domain/line/line.ts';

type Failures = readonly { readonly Id: string; readonly Code: string; readonly SenderFault: boolean }[];

/** A queue that answers each batch call as the test says, and keeps what it took. */
class FakeQueue {
  readonly calls: SendMessageBatchRequestEntry[][] = [];
  answer: (call: number, entries: readonly SendMessageBatchRequestEntry[]) => Failures | Error = () => [];

  async send(command: SendMessageBatchCommand): Promise<{ Failed: Failures }> {
    const entries = command.input.Entries ?? [];
    this.calls.push(entries);
    const answer = this.answer(this.calls.length, entries);
    if (answer instanceof Error) throw answer;
    return { Failed: answer };
  }
}

const message = (messageId: string, more: Partial<LineMessage> = {}): LineMessage => ({
  v: 1,
  person: 'per_ada',
  key: 'wk',
  messageId,
  source: 'browser',
  type: 'track',
  name: 'Offer Claimed',
  properties: {},
  timestamp: '2026-11-20T12:00:00.000Z',
  receivedAt: '2026-11-20T12:00:00.000Z',
  hops: 0,
  ...more,
});

const lineTo = (queue: FakeQueue) =>
  new Line(queue as Pick<SQSClient, 'send'> as SQSClient, 'https://queue.example/line.fifo');

describe('the line', () => {
  it("sends in the messages' order, ten at a time, each in its person's group", async () => {
    const queue = new FakeQueue();
    const messages = Array.from({ length: 23 }, (_, n) => message(`m${n}`, { person: `per_${n % 3}` }));
    await lineTo(queue).send(messages);
    expect(queue.calls.map((call) => call.length)).toEqual([10, 10, 3]);
    const sent = queue.calls.flat();
    expect(sent.map((entry) => JSON.parse(entry.MessageBody ?? ''))).toEqual(messages);
    expect(sent[4]?.MessageGroupId).toBe('per_1');
  });

  it('gives one message of one key one deduplication id, and the same message id of another key another', async () => {
    const queue = new FakeQueue();
    await lineTo(queue).send([message('m'), message('m', { hops: 1 }), message('m', { key: 'sk' })]);
    const [one, again, other] = queue.calls.flat().map((entry) => entry.MessageDeduplicationId);
    expect(one).toBe(again);
    expect(other).not.toBe(one);
  });

  it('keeps a batch call below a mebibyte', async () => {
    const queue = new FakeQueue();
    const big = { text: 'é'.repeat(150_000) };
    await lineTo(queue).send([1, 2, 3, 4].map((n) => message(`m${n}`, { properties: big })));
    expect(queue.calls.map((call) => call.length)).toEqual([3, 1]);
  });

  it("escapes what SQS's character set lacks", async () => {
    const odd = ['\uFFFE', '\uFFFF', '\u0000'];
    const queue = new FakeQueue();
    await lineTo(queue).send([message('m', { properties: { odd: odd.join('') } })]);
    const body = queue.calls[0]?.[0]?.MessageBody ?? '';
    for (const missing of odd) expect(body).not.toContain(missing);
    expect(JSON.parse(body).properties.odd).toBe(odd.join(''));
  });

  it('sends again what SQS refused inside a batch, and only that', async () => {
    const queue = new FakeQueue();
    queue.answer = (call, entries) =>
      call === 1 ? [{ Id: entries[1]?.Id ?? '', Code: 'InternalError', SenderFault: false }] : [];
    await lineTo(queue).send([message('a'), message('b'), message('c')]);
    expect(
      queue.calls.map((call) => call.map((entry) => JSON.parse(entry.MessageBody ?? '').messageId)),
    ).toEqual([['a', 'b', 'c'], ['b']]);
  });

  it('says how many were not taken when SQS keeps refusing, or does not answer', async () => {
    const queue = new FakeQueue();
    queue.answer = (_, entries) => [{ Id: entries[0]?.Id ?? '', Code: 'InternalError', SenderFault: false }];
    await expect(lineTo(queue).send([message('a'), message('b')])).rejects.toMatchObject({
      name: 'LineUnavailable',
      message: 'the line did not take 1 message; send them again',
    });
    queue.answer = (call) => (call < 5 ? [] : new Error('socket hang up'));
    await expect(
      lineTo(queue).send(Array.from({ length: 12 }, (_, n) => message(`${n}`))),
    ).rejects.toMatchObject({
      name: 'LineUnavailable',
      message: 'the line did not take 2 messages; send them again',
    });
  });

  it('sends nothing for no messages', async () => {
    const queue = new FakeQueue();
    await lineTo(queue).send([]);
    expect(queue.calls).toEqual([]);
  });
});
