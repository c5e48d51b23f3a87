import { AwsError } from '../local/aws-error.ts';
import type { Cloud } from '../local/cloud.ts';
import { executionsOf, queuedIn } from './facts.ts';

/** Rounds of what the runbook says, after which what is left is a promise broken. */
const mostRounds = 6;

interface Letter {
  readonly MessageId: string;
  readonly ReceiptHandle: string;
  readonly Body: string;
  readonly Attributes?: { readonly MessageGroupId?: string };
}

const account = '123456789012';
const urlOf = (queue: string): string => `http://localhost:4566/${account}/${queue}`;

/** Takes every letter of a queue that can be seen, and deletes each that `deal` says is dealt with. */
async function takeAll(
  cloud: Cloud,
  queue: string,
  deal: (letter: Letter) => Promise<boolean>,
): Promise<void> {
  const QueueUrl = urlOf(queue);
  for (;;) {
    const { Messages = [] } = (await cloud.call('sqs', 'ReceiveMessage', {
      QueueUrl,
      MaxNumberOfMessages: 10,
      VisibilityTimeout: 60,
      MessageSystemAttributeNames: ['MessageGroupId'],
    })) as { Messages?: readonly Letter[] };
    if (Messages.length === 0) return;
    for (const letter of Messages)
      if (await deal(letter))
        await cloud.call('sqs', 'DeleteMessage', { QueueUrl, ReceiptHandle: letter.ReceiptHandle });
  }
}

/** `npm run redrive -- --replay`. */
const replayLine = (cloud: Cloud): Promise<void> =>
  takeAll(cloud, 'onward-dead-letters.fifo', async ({ MessageId, Body, Attributes }) => {
    await cloud.call('sqs', 'SendMessage', {
      QueueUrl: urlOf('onward-line.fifo'),
      MessageBody: Body,
      MessageGroupId: Attributes?.MessageGroupId,
      MessageDeduplicationId: `replay-${MessageId}`,
    });
    return true;
  });

/** What a function was given that failed three times. */
interface Unhandled {
  readonly Records?: readonly { readonly Sns: { readonly TopicArn: string } }[];
  readonly 'detail-type'?: string;
}

/** The functions that a letter may be for: of a topic's, all that take from it, since handling it twice does no harm. */
async function functionsFor(cloud: Cloud, { Records, ...rest }: Unhandled): Promise<readonly string[]> {
  const TopicArn = Records?.[0]?.Sns.TopicArn;
  if (TopicArn === undefined) return rest['detail-type'] ? ['onward-close-runs'] : [];
  const { Subscriptions } = (await cloud.call('sns', 'ListSubscriptionsByTopic', { TopicArn })) as {
    Subscriptions: readonly { readonly Endpoint: string }[];
  };
  return Subscriptions.map(({ Endpoint }) => Endpoint);
}

/** Gives what a function was told, and could not deal with, to it again. A sweep that failed needs nothing: the next one does its work. */
const replayUnhandled = (cloud: Cloud): Promise<void> =>
  takeAll(cloud, 'onward-unhandled', async ({ Body }) => {
    const payload: Unhandled = JSON.parse(Body);
    const answers = [];
    for (const FunctionName of await functionsFor(cloud, payload))
      answers.push(await cloud.call('lambda', 'Invoke', { FunctionName, Payload: payload }));
    return answers.every((answer) => !('FunctionError' in (answer as object)));
  });

const replayAudiences = (cloud: Cloud): Promise<unknown> =>
  cloud.call('sqs', 'StartMessageMoveTask', {
    SourceArn: `arn:aws:sqs:us-east-1:${account}:onward-audience-dead-letters`,
  });

/** False for an execution that AWS would not redrive: that one is broken for good. */
async function redrive(cloud: Cloud, executionArn: string): Promise<boolean> {
  try {
    await cloud.call('sfn', 'RedriveExecution', { executionArn });
    return true;
  } catch (error) {
    if (!(error instanceof AwsError && error.name === 'ExecutionNotRedrivable')) throw error;
    return false;
  }
}

/** Redrives every execution that failed, and says how many. */
async function redriveRuns(cloud: Cloud): Promise<number> {
  const failed = (await executionsOf(cloud)).filter(
    ({ status }) => status === 'FAILED' || status === 'TIMED_OUT',
  );
  let redriven = 0;
  for (const { executionArn } of failed) if (await redrive(cloud, executionArn)) redriven += 1;
  return redriven;
}

/** Has all reports counted anew, once the stream has brought what happened. */
async function recountReports(cloud: Cloud): Promise<void> {
  await cloud.advance('PT10M');
  const headers = { authorization: 'Bearer sk_local' };
  const { status, body } = await cloud.http('POST', '/v1/reports/recount', { headers });
  if (status !== 202) throw new Error(`a recount was answered ${status}: ${body}`);
  await cloud.advance('PT2H');
}

/** What an engineer had to do until all was at rest. */
export interface Mended {
  deadLetters: number;
  runs: number;
}

/**
 * Does once what the runbook says of letters and of runs that failed. Both wait for 14 days, no longer: queues keep
 * letters, and AWS redrives runs, for so long.
 */
export async function lookAfter(cloud: Cloud): Promise<Mended> {
  const deadLetters = [...(await queuedIn(cloud)).values()].reduce((sum, size) => sum + size, 0);
  await replayLine(cloud);
  await replayUnhandled(cloud);
  await replayAudiences(cloud);
  return { deadLetters, runs: await redriveRuns(cloud) };
}

/** Ends the bad weather, looks after what is left for as long as it helps, and says what there was to mend. */
export async function bringToRest(cloud: Cloud): Promise<Mended> {
  cloud.faults.weather(undefined);
  const mended: Mended = { deadLetters: 0, runs: 0 };
  for (let round = 0; round < mostRounds; round += 1) {
    // Audiences that a network refused are tried for four hours; then a sweep looks at all of them.
    await cloud.advance('P3DT5H');
    const { deadLetters, runs } = await lookAfter(cloud);
    mended.deadLetters += deadLetters;
    mended.runs += runs;
    if (deadLetters === 0 && runs === 0) break;
  }
  await recountReports(cloud);
  return mended;
}
