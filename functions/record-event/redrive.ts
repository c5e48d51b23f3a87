import { parseArgs } from 'node:util';
import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  GetQueueUrlCommand,
  type Message,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';

const help = `Shows the events that could not be recorded, and puts them back on the line.

  npm run redrive                      list them, oldest first, with their reasons
  npm run redrive -- --replay          put all of them back on the line
  npm run redrive -- --replay --person per_…   only one person's
  npm run redrive -- --local           at the local cloud (AWS_PORT, default 4566) instead of the AWS account

Correct what was wrong first: what fails again comes back here.`;

const { values: options } = parseArgs({
  options: {
    replay: { type: 'boolean', default: false },
    person: { type: 'string' },
    local: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
  },
});

/** Seconds for which a letter that was shown or is being replayed stays hidden from others. */
const holdSeconds = 60;

const sqs = new SQSClient(
  options.local
    ? {
        endpoint: `http://localhost:${process.env.AWS_PORT ?? 4566}`,
        region: 'us-east-1',
        credentials: { accessKeyId: 'owner', secretAccessKey: 'owner' },
      }
    : {},
);

const urlOf = async (name: string): Promise<string> =>
  (await sqs.send(new GetQueueUrlCommand({ QueueName: name }))).QueueUrl ?? '';

/** The dead letters that can be seen now: of one person the first ten until those are gone. */
async function* letters(queueUrl: string): AsyncGenerator<Message> {
  for (;;) {
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({
        QueueUrl: queueUrl,
        MaxNumberOfMessages: 10,
        VisibilityTimeout: holdSeconds,
        MessageAttributeNames: ['All'],
        MessageSystemAttributeNames: ['MessageGroupId', 'SentTimestamp'],
      }),
    );
    if (Messages.length === 0) return;
    yield* Messages;
  }
}

function describe(letter: Message): string {
  const attribute = (name: string) => letter.MessageAttributes?.[name]?.StringValue ?? '?';
  const person = letter.Attributes?.MessageGroupId ?? '?';
  const head = `${attribute('failedAt')}  ${person}  after ${attribute('receives')} tries`;
  return `${head}\n  reason: ${attribute('reason')}\n  message: ${letter.Body}\n`;
}

async function replay(letter: Message, deadLetters: string, line: string): Promise<void> {
  await sqs.send(
    new SendMessageCommand({
      QueueUrl: line,
      MessageBody: letter.Body,
      MessageGroupId: letter.Attributes?.MessageGroupId,
      // Not the first id: SQS would take the replay for a repetition within five minutes.
      MessageDeduplicationId: `replay-${letter.MessageId}`,
    }),
  );
  await sqs.send(new DeleteMessageCommand({ QueueUrl: deadLetters, ReceiptHandle: letter.ReceiptHandle }));
}

async function main(): Promise<void> {
  if (options.help) return console.log(help);
  const [deadLetters, line] = await Promise.all([
    urlOf('onward-dead-letters.fifo'),
    urlOf('onward-line.fifo'),
  ]);
  const kept: Message[] = [];
  const seen = new Set<string>();
  for await (const letter of letters(deadLetters)) {
    // What cannot be recorded at all is back before the next letters are asked for: replayed once, it stays.
    const event = `${letter.Attributes?.MessageGroupId} ${letter.Body}`;
    if (seen.has(event) || (options.person && letter.Attributes?.MessageGroupId !== options.person)) {
      kept.push(letter);
      continue;
    }
    seen.add(event);
    console.log(describe(letter));
    if (options.replay) await replay(letter, deadLetters, line);
    else kept.push(letter);
  }
  const shown = seen.size;
  for (const { ReceiptHandle } of kept)
    await sqs.send(
      new ChangeMessageVisibilityCommand({ QueueUrl: deadLetters, ReceiptHandle, VisibilityTimeout: 0 }),
    );
  console.log(
    shown === 0
      ? 'No dead letters.'
      : `${shown} dead letter${shown === 1 ? '' : 's'}${options.replay ? ' put back on the line' : ''}.`,
  );
}

await main();
