import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  DescribeExecutionCommand,
  DescribeMapRunCommand,
  GetExecutionHistoryCommand,
  ListExecutionsCommand,
  ListMapRunsCommand,
  RedriveExecutionCommand,
  SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import { App, Stack } from 'aws-cdk-lib';
import {
  Choice,
  Condition,
  DefinitionBody,
  DistributedMap,
  Fail,
  Pass,
  ProvideItems,
  QueryLanguage,
  StateMachine,
} from 'aws-cdk-lib/aws-stepfunctions';
import { describe, expect, it, onTestFinished } from 'vitest';
import { Cloud } from '../../../local/cloud.ts';

/** Synthesizes a machine whose Map fails for negative numbers, and returns the assembly's directory. */
function synthesize(): string {
  const directory = mkdtempSync(join(tmpdir(), 'map-run-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  const app = new App({ outdir: directory, analyticsReporting: false });
  const stack = new Stack(app, 'Test', { env: { account: '123456789012', region: 'us-east-1' } });
  const map = DistributedMap.jsonata(stack, 'All', {
    label: 'Each',
    items: ProvideItems.jsonata('{% $states.input %}'),
    maxConcurrency: 10,
  });
  const no = Fail.jsonata(stack, 'No', { error: 'Negative' });
  const double = Pass.jsonata(stack, 'Double', { outputs: '{% $states.input * 2 %}' });
  map.itemProcessor(
    Choice.jsonata(stack, 'Which').when(Condition.jsonata('{% $states.input < 0 %}'), no).otherwise(double),
  );
  new StateMachine(stack, 'Machine', {
    stateMachineName: 'doubling',
    queryLanguage: QueryLanguage.JSONATA,
    definitionBody: DefinitionBody.fromChainable(map),
  });
  app.synth();
  return directory;
}

interface Statement {
  readonly Action: string | readonly string[];
}

/** Takes an action away from all roles. */
function withhold(directory: string, action: string): string {
  const path = join(directory, 'Test.template.json');
  const template = JSON.parse(readFileSync(path, 'utf8')) as {
    Resources: Record<string, { Properties: { PolicyDocument?: { Statement: Statement[] } } }>;
  };
  for (const { Properties } of Object.values(template.Resources)) {
    if (!Properties.PolicyDocument) continue;
    Properties.PolicyDocument.Statement = Properties.PolicyDocument.Statement.map((statement) => ({
      ...statement,
      Action: [statement.Action].flat().filter((each) => each !== action),
    }));
  }
  writeFileSync(path, JSON.stringify(template));
  return directory;
}

class Doubling {
  readonly #cloud: Cloud;
  readonly sfn: SFNClient;
  executionArn = '';

  private constructor(cloud: Cloud) {
    this.#cloud = cloud;
    this.sfn = new SFNClient({
      endpoint: cloud.awsOrigin,
      region: 'us-east-1',
      credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
    });
  }

  static async open(templateDir: string): Promise<Doubling> {
    const cloud = await Cloud.open({ templateDir, data: ':memory:', awsPort: 0, seed: 1 });
    onTestFinished(() => cloud.close());
    return new Doubling(cloud);
  }

  async run(numbers: readonly number[]) {
    const { executionArn = '' } = await this.sfn.send(
      new StartExecutionCommand({
        stateMachineArn: 'arn:aws:states:us-east-1:123456789012:stateMachine:doubling',
        input: JSON.stringify(numbers),
      }),
    );
    this.executionArn = executionArn;
    return this.ended();
  }

  async redrive() {
    await this.sfn.send(new RedriveExecutionCommand({ executionArn: this.executionArn }));
    return this.ended();
  }

  async ended() {
    await this.#cloud.settle();
    return this.sfn.send(new DescribeExecutionCommand({ executionArn: this.executionArn }));
  }

  async mapRun() {
    const { mapRuns } = await this.sfn.send(new ListMapRunsCommand({ executionArn: this.executionArn }));
    return this.sfn.send(new DescribeMapRunCommand({ mapRunArn: mapRuns?.[0]?.mapRunArn }));
  }

  async failures() {
    const { events = [] } = await this.sfn.send(
      new GetExecutionHistoryCommand({ executionArn: this.executionArn }),
    );
    return events.flatMap(({ mapRunFailedEventDetails: failed }) => (failed ? [failed] : []));
  }
}

describe('a distributed Map as CDK synthesizes it', () => {
  it('runs with the permissions that CDK gives it, and is described to the SDK', async () => {
    const doubling = await Doubling.open(synthesize());
    expect(await doubling.run([1, 2, 3])).toMatchObject({ status: 'SUCCEEDED', output: '[2,4,6]' });
    const mapRun = await doubling.mapRun();
    expect(mapRun).toMatchObject({
      status: 'SUCCEEDED',
      maxConcurrency: 10,
      toleratedFailureCount: 0,
      toleratedFailurePercentage: 0,
      startDate: expect.any(Date),
      itemCounts: { total: 3, succeeded: 3, pending: 0, failuresNotRedrivable: 0, pendingRedrive: 0 },
    });
    const { executions } = await doubling.sfn.send(
      new ListExecutionsCommand({ mapRunArn: mapRun.mapRunArn, maxResults: 2 }),
    );
    expect(executions).toMatchObject([{ itemCount: 1 }, { itemCount: 1 }]);
  });

  it('is redriven with them', async () => {
    const doubling = await Doubling.open(synthesize());
    expect((await doubling.run([1, -1])).status).toBe('FAILED');
    expect((await doubling.redrive()).status).toBe('FAILED');
    expect(await doubling.mapRun()).toMatchObject({ redriveCount: 1 });
    expect((await doubling.failures()).map(({ error }) => error)).toEqual([
      'States.ExceedToleratedFailureThreshold',
      'States.ExceedToleratedFailureThreshold',
    ]);
  });

  it.each(['states:StartExecution', 'states:DescribeExecution', 'states:StopExecution'])(
    'fails without %s, naming role, action and resource',
    async (action) => {
      const doubling = await Doubling.open(withhold(synthesize(), action));
      expect(await doubling.run([1])).toMatchObject({ status: 'FAILED', error: 'States.Permissions' });
      const [{ cause } = {}] = await doubling.failures();
      expect(cause).toMatch(
        new RegExp(
          `^User: arn:aws:sts::123456789012:assumed-role/.+ is not authorized to perform: ${action} on resource: arn:aws:states:us-east-1:123456789012:.+:doubling`,
        ),
      );
      expect(await doubling.mapRun()).toMatchObject({ status: 'FAILED', itemCounts: { pending: 1 } });
    },
  );

  it('is not redriven without states:RedriveExecution', async () => {
    const doubling = await Doubling.open(withhold(synthesize(), 'states:RedriveExecution'));
    await doubling.run([-1]);
    expect(await doubling.redrive()).toMatchObject({ status: 'FAILED', error: 'States.Permissions' });
  });
});
