import { catalogue } from '../../../local/wire/catalogue.ts';
import { probe } from './probe.ts';

/** The operations of one service in AWS's model, by whether they are here. */
export interface Offered {
  readonly service: string;
  readonly here: readonly string[];
  readonly missing: readonly string[];
}

const names: Readonly<Record<string, string>> = {
  dynamodb: 'DynamoDB',
  dynamodbstreams: 'DynamoDB Streams',
  eventbridge: 'EventBridge',
  lambda: 'Lambda',
  pinpointsmsvoicev2: 'End User Messaging SMS',
  s3: 'S3',
  scheduler: 'EventBridge Scheduler',
  ses: 'SES, receiving',
  sesv2: 'SES v2',
  sfn: 'Step Functions',
  sns: 'SNS',
  socialmessaging: 'End User Messaging Social',
  sqs: 'SQS',
  ssm: 'Systems Manager',
  sts: 'STS',
};

/** Asks the AWS port for every operation that AWS's models have. @throws Error for an answer that is a fault of ours */
export async function offered(origin: string): Promise<readonly Offered[]> {
  const all: Offered[] = [];
  for (const service of catalogue) {
    const name = names[service.id];
    if (name === undefined) throw new Error(`${service.id}: give the service a name in the feature table`);
    const here: string[] = [];
    const missing: string[] = [];
    for (const operation of (await service.model()).operations.values()) {
      const { status, text } = await probe(origin, service, operation);
      if (status >= 500) throw new Error(`${name}: ${operation.name} answers ${status}: ${text}`);
      const isMissing = text.includes(`the local cloud does not know ${operation.name}`);
      if (!isMissing && /UnknownOperation|InvalidAction/.test(text))
        throw new Error(`${name}: ${operation.name} is refused, but not by its name: ${text}`);
      (isMissing ? missing : here).push(operation.name);
    }
    all.push({ service: name, here: here.sort(), missing: missing.sort() });
  }
  return all.sort((a, b) => (a.service < b.service ? -1 : 1));
}

const listed = (operations: readonly string[]): string => operations.map((name) => `\`${name}\``).join(' ');

export const operationsText = (all: readonly Offered[]): string =>
  all
    .map(({ service, here, missing }) => {
      const shown = `**${service}**, ${here.length} operations: ${listed(here)}`;
      if (missing.length === 0) return shown;
      return `${shown}\n\n<details><summary>${missing.length} that ${service} has beyond it</summary>\n\n${listed(missing)}\n\n</details>`;
    })
    .join('\n\n');
