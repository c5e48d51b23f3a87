import type { SQSClient } from '@aws-sdk/client-sqs';
import type { SQSRecord } from 'aws-lambda';
import { expect, it } from 'vitest';
import { deadLetter } from '../../../functions/record-event/dead-letters.ts';

interface Letter {
  readonly MessageBody: string;
  readonly MessageGroupId: string;
  readonly MessageAttributes: Readonly<Record<string, { readonly StringValue: string }>>;
}

async function letterFor(error: unknown): Promise<Letter> {
  const sent: Letter[] = [];
  const send = async ({ input }: { readonly input: Letter }) => void sent.push(input);
  const record = {
    messageId: 'm',
    body: '{}',
    attributes: { MessageGroupId: 'per_x', ApproximateReceiveCount: '7' },
  } as SQSRecord;
  await deadLetter({ send } as Pick<SQSClient, 'send'> as SQSClient, 'https://queue', record, error);
  return sent[0] as Letter;
}

it('keeps the message in its person’s group, with reason, time and receives', async () => {
  const letter = await letterFor(new RangeError('too far'));
  expect(letter).toMatchObject({ MessageBody: '{}', MessageGroupId: 'per_x' });
  expect(letter.MessageAttributes).toMatchObject({
    reason: { StringValue: 'RangeError: too far' },
    receives: { StringValue: '7' },
  });
});

it('writes a reason that SQS takes, whatever it quotes', async () => {
  const cut = `${'x'.repeat(1016)}\u{1F600}`;
  for (const text of ['\u0000\u001b[0m', '\uffff', cut]) {
    const { reason } = (await letterFor(new Error(text))).MessageAttributes;
    expect(reason?.StringValue.isWellFormed()).toBe(true);
    expect(reason?.StringValue).not.toMatch(/[^\t\n\r\u0020-\ufffd\u{10000}-\u{10ffff}]/u);
    expect(reason?.StringValue.length).toBeLessThanOrEqual(1024);
  }
});
