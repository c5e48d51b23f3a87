import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Centre } from './centre.ts';

let centre: Centre;
beforeEach(async () => {
  centre = await Centre.open({ awsPort: 0 });
});
afterEach(() => centre.cloud.close());

/** What `npm run redrive -- --local …` prints. */
async function redrive(...options: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['functions/record-event/redrive.ts', '--local', ...options],
    { env: { ...process.env, AWS_PORT: new URL(centre.cloud.awsOrigin).port }, timeout: 15_000 },
  );
  return stdout;
}

async function bury(person: string, body: string): Promise<void> {
  const queue = await centre.cloud.call('sqs', 'GetQueueUrl', { QueueName: 'onward-line.fifo' });
  const message = { MessageBody: body, MessageGroupId: person };
  await centre.cloud.call('sqs', 'SendMessage', { ...(queue as { QueueUrl: string }), ...message });
  await centre.cloud.settle();
}

it('puts each dead letter back once, also when it cannot be recorded at all and is back at once', async () => {
  await bury('per_x', 'no event');
  await bury('per_y', 'no event either');
  expect(await redrive()).toMatch(/reason: .*is not JSON[\s\S]*2 dead letters\.\n$/);
  expect(await redrive('--replay', '--person', 'per_x')).toMatch(/1 dead letter put back on the line\.\n$/);
  expect(await redrive('--replay')).toMatch(/2 dead letters put back on the line\.\n$/);
  expect(await redrive()).toMatch(/2 dead letters\.\n$/);
});
