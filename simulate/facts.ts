import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { CapturedMessage } from '../local/capture.ts';
import type { Cloud } from '../local/cloud.ts';
import { type Delivery, deliveriesOf } from './deliveries.ts';
import type { Journal } from './journal.ts';

/** An item of the table, as docs/architecture.md describes them. */
export type Item = { readonly pk: string; readonly sk: string } & Readonly<Record<string, unknown>>;

export interface Execution {
  readonly name: string;
  readonly status: string;
}

export interface OutboundCall {
  readonly at: string;
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
  readonly status: number | null;
}

/** Everything that can be seen from outside once all is at rest, and what the customers remember. */
export interface Facts {
  readonly now: number;
  readonly items: readonly Item[];
  /** What SES, and AWS End User Messaging, took: emails, texts, WhatsApp. */
  readonly captured: readonly CapturedMessage[];
  /** What providers took, on every channel. */
  readonly deliveries: readonly Delivery[];
  readonly calls: readonly OutboundCall[];
  readonly executions: ReadonlyMap<string, Execution>;
  /** Messages by queue, whether they can be received or not. */
  readonly queued: ReadonlyMap<string, number>;
  readonly journal: Journal;
}

async function tableOf(cloud: Cloud): Promise<Item[]> {
  const { TableNames } = (await cloud.call('dynamodb', 'ListTables')) as { TableNames: string[] };
  const items: Item[] = [];
  let ExclusiveStartKey: unknown;
  do {
    const page = (await cloud.call('dynamodb', 'Scan', { TableName: TableNames[0], ExclusiveStartKey })) as {
      Items: Parameters<typeof unmarshall>[0][];
      LastEvaluatedKey?: unknown;
    };
    items.push(...page.Items.map((item) => unmarshall(item) as Item));
    ExclusiveStartKey = page.LastEvaluatedKey;
  } while (ExclusiveStartKey);
  return items;
}

/** Every execution of every state machine. */
export async function executionsOf(cloud: Cloud): Promise<(Execution & { readonly executionArn: string })[]> {
  type Listed = Execution & { readonly executionArn: string };
  const { stateMachines } = (await cloud.call('sfn', 'ListStateMachines')) as {
    stateMachines: { stateMachineArn: string }[];
  };
  const found: Listed[] = [];
  for (const { stateMachineArn } of stateMachines) {
    let nextToken: string | undefined;
    do {
      const page = (await cloud.call('sfn', 'ListExecutions', { stateMachineArn, nextToken })) as {
        executions: Listed[];
        nextToken?: string;
      };
      found.push(...page.executions);
      nextToken = page.nextToken;
    } while (nextToken);
  }
  return found;
}

const counted = [
  'ApproximateNumberOfMessages',
  'ApproximateNumberOfMessagesNotVisible',
  'ApproximateNumberOfMessagesDelayed',
];

/** How many messages each queue holds. */
export async function queuedIn(cloud: Cloud): Promise<ReadonlyMap<string, number>> {
  const { QueueUrls = [] } = (await cloud.call('sqs', 'ListQueues')) as { QueueUrls?: string[] };
  const sizes = new Map<string, number>();
  for (const QueueUrl of QueueUrls) {
    const { Attributes } = (await cloud.call('sqs', 'GetQueueAttributes', {
      QueueUrl,
      AttributeNames: counted,
    })) as { Attributes: Record<string, string> };
    const size = counted.reduce((sum, name) => sum + Number(Attributes[name] ?? 0), 0);
    sizes.set(QueueUrl.split('/').at(-1) ?? QueueUrl, size);
  }
  return sizes;
}

export async function factsOf(cloud: Cloud, journal: Journal): Promise<Facts> {
  const { requests } = (await cloud.http('GET', '/_local/outbound')).json() as { requests: OutboundCall[] };
  const executions = await executionsOf(cloud);
  const items = await tableOf(cloud);
  const captured = cloud.messages();
  return {
    now: cloud.now(),
    items,
    captured,
    deliveries: deliveriesOf({ items, captured, calls: requests }),
    calls: requests,
    executions: new Map(executions.map((execution) => [execution.name, execution])),
    queued: await queuedIn(cloud),
    journal,
  };
}
