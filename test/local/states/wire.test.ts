import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  CreateStateMachineAliasCommand,
  CreateStateMachineCommand,
  DeleteStateMachineAliasCommand,
  DeleteStateMachineVersionCommand,
  DescribeExecutionCommand,
  DescribeStateMachineAliasCommand,
  DescribeStateMachineCommand,
  DescribeStateMachineForExecutionCommand,
  GetExecutionHistoryCommand,
  ListExecutionsCommand,
  ListStateMachineAliasesCommand,
  ListStateMachinesCommand,
  ListStateMachineVersionsCommand,
  ListTagsForResourceCommand,
  PublishStateMachineVersionCommand,
  RedriveExecutionCommand,
  SendTaskSuccessCommand,
  SFNClient,
  StartExecutionCommand,
  StartSyncExecutionCommand,
  StopExecutionCommand,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateStateMachineAliasCommand,
  UpdateStateMachineCommand,
  ValidateStateMachineDefinitionCommand,
} from '@aws-sdk/client-sfn';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { stepFunctions } from '../../../local/services/states/step-functions.ts';
import { awsServer } from '../../../local/wire/aws-server.ts';
import { ServicesRig } from '../services-rig.ts';

const roleArn = 'arn:aws:iam::123456789012:role/journeys';
const machine = 'arn:aws:states:us-east-1:123456789012:stateMachine:m';
const definition = (seconds: number) =>
  JSON.stringify({
    QueryLanguage: 'JSONata',
    StartAt: 'Hold',
    States: { Hold: { Type: 'Wait', Seconds: seconds, End: true } },
  });

let rig: ServicesRig;
let server: Server;
let sfn: SFNClient;
let endpoint: string;

/** What a call is refused with: AWS's words. */
const refusal = async (call: Promise<unknown>): Promise<readonly [string, string]> =>
  call.then(
    () => ['nothing', ''],
    (error: unknown) => (error instanceof Error ? [error.name, error.message] : ['unknown', '']),
  );

const create = (more: object = {}) =>
  sfn.send(new CreateStateMachineCommand({ name: 'm', definition: definition(3600), roleArn, ...more }));

/** Sends what no client would: parameters that break its own checks, or none that it knows. */
const raw = async (operation: string, body: string, headers: Record<string, string> = {}) => {
  const answer = await fetch(endpoint, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': `AWSStepFunctions.${operation}`,
      authorization: 'AWS4-HMAC-SHA256 Credential=AKID/20261122/us-east-1/states/aws4_request, Signature=0',
      ...headers,
    },
    body,
  });
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
};

const open = async (quotas = false): Promise<void> => {
  rig = new ServicesRig();
  rig.add(stepFunctions(rig.context, { quotas }));
  rig.add({ id: 'eventbridge', permissions: () => [], call: () => ({}) });
  server = awsServer({
    services: rig.services,
    kept: () => rig.store.kept(),
    dispatch: async (service, operation, input, caller) =>
      rig.serviceOf(service).call(operation, input, caller),
    callerOf: () => ({}),
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  sfn = new SFNClient({
    endpoint,
    region: 'us-east-1',
    maxAttempts: 1,
    disableHostPrefix: true,
    credentials: { accessKeyId: 'AKID', secretAccessKey: 'secret' },
  });
};

const close = async (): Promise<void> => {
  sfn.destroy();
  rig.clock.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
};

describe('the Step Functions API over AWS’s protocol', () => {
  beforeEach(() => open());
  afterEach(close);

  it('makes a machine once, whatever its role, and refuses another of the name', async () => {
    const made = await create({ tags: [{ key: 'a', value: 'b' }] });
    expect(made.stateMachineArn).toBe(machine);
    expect((await create({ roleArn: `${roleArn}-2` })).creationDate).toEqual(made.creationDate);
    expect((await sfn.send(new DescribeStateMachineCommand({ stateMachineArn: machine }))).roleArn).toBe(
      roleArn,
    );
    expect(await refusal(create({ definition: definition(1) }))).toEqual([
      'StateMachineAlreadyExists',
      `State Machine Already Exists: '${machine}'`,
    ]);
    await sfn.send(new PublishStateMachineVersionCommand({ stateMachineArn: machine, description: 'd' }));
    const published = 'State Machine Already Exists: This state machine was already created with a published';
    expect((await refusal(create()))[1]).toBe(`${published} version.`);
    expect((await refusal(create({ publish: true })))[1]).toBe(
      `${published} version using a different description.`,
    );
    expect((await create({ publish: true, versionDescription: 'd' })).stateMachineVersionArn).toBe(
      `${machine}:1`,
    );
  });

  it('describes a machine with its configurations, and without its definition when asked so', async () => {
    const destinations = [
      { cloudWatchLogsLogGroup: { logGroupArn: 'arn:aws:logs:us-east-1:123456789012:log-group:g:*' } },
    ];
    await create({
      loggingConfiguration: { level: 'ERROR', destinations },
      tracingConfiguration: { enabled: true },
    });
    const described = await sfn.send(
      new DescribeStateMachineCommand({ stateMachineArn: machine, includedData: 'METADATA_ONLY' }),
    );
    expect(described).toMatchObject({
      status: 'ACTIVE',
      type: 'STANDARD',
      definition: '{}',
      loggingConfiguration: { level: 'ERROR', includeExecutionData: false, destinations },
      tracingConfiguration: { enabled: true },
      encryptionConfiguration: { type: 'AWS_OWNED_KEY' },
    });
    expect(described.revisionId).toBeUndefined();
  });

  it('updates to a new revision, or answers with the one that there is', async () => {
    await create();
    const update = (more: object) =>
      sfn.send(new UpdateStateMachineCommand({ stateMachineArn: machine, ...more }));
    const changed = await update({ definition: definition(1), publish: true, versionDescription: 'one' });
    expect(changed.stateMachineVersionArn).toBe(`${machine}:1`);
    await rig.advance(1000);
    const again = await update({ definition: definition(1) });
    expect([again.revisionId, again.updateDate]).toEqual([changed.revisionId, changed.updateDate]);
    expect(
      await refusal(
        sfn.send(new PublishStateMachineVersionCommand({ stateMachineArn: machine, revisionId: 'INITIAL' })),
      ),
    ).toEqual([
      'ConflictException',
      `Failed to publish the State Machine version for revision INITIAL. The current State Machine revision is ${changed.revisionId}.`,
    ]);
  });

  it('routes an alias’s executions by weight, and lists them by alias and by version', async () => {
    await create({ publish: true });
    await sfn.send(
      new UpdateStateMachineCommand({ stateMachineArn: machine, definition: definition(1), publish: true }),
    );
    const routes = (first: number, second: number) => [
      { stateMachineVersionArn: `${machine}:1`, weight: first },
      { stateMachineVersionArn: `${machine}:2`, weight: second },
    ];
    const alias = { name: 'live', description: 'd', routingConfiguration: routes(80, 20) };
    const made = await sfn.send(new CreateStateMachineAliasCommand(alias));
    expect(made.stateMachineAliasArn).toBe(`${machine}:live`);
    expect((await sfn.send(new CreateStateMachineAliasCommand(alias))).creationDate).toEqual(
      made.creationDate,
    );
    for (let run = 0; run < 40; run += 1)
      await sfn.send(new StartExecutionCommand({ stateMachineArn: `${machine}:live`, name: `run-${run}` }));
    const count = async (stateMachineArn: string) =>
      (await sfn.send(new ListExecutionsCommand({ stateMachineArn, maxResults: 100 }))).executions?.length;
    const [all, first, second] = [
      await count(`${machine}:live`),
      await count(`${machine}:1`),
      await count(`${machine}:2`),
    ];
    expect(all).toBe(40);
    expect(Number(first) + Number(second)).toBe(40);
    expect(Number(first)).toBeGreaterThan(Number(second));
    const executionArn = `${machine.replace('stateMachine', 'execution')}:run-0`;
    expect(await sfn.send(new DescribeExecutionCommand({ executionArn }))).toMatchObject({
      stateMachineArn: machine,
      stateMachineAliasArn: `${machine}:live`,
      stateMachineVersionArn: expect.stringMatching(/:[12]$/),
    });
    const stateMachineAliasArn = `${machine}:live`;
    await sfn.send(
      new UpdateStateMachineAliasCommand({
        stateMachineAliasArn,
        routingConfiguration: [{ stateMachineVersionArn: `${machine}:2`, weight: 100 }],
      }),
    );
    expect(await sfn.send(new DescribeStateMachineAliasCommand({ stateMachineAliasArn }))).toMatchObject({
      name: 'live',
      description: 'd',
      routingConfiguration: [{ stateMachineVersionArn: `${machine}:2`, weight: 100 }],
      updateDate: expect.any(Date),
    });
    const aliasesOf = async (stateMachineArn: string) =>
      (await sfn.send(new ListStateMachineAliasesCommand({ stateMachineArn }))).stateMachineAliases?.length;
    expect([
      await aliasesOf(machine),
      await aliasesOf(`${machine}:1`),
      await aliasesOf(`${machine}:2`),
    ]).toEqual([1, 0, 1]);
    expect(
      await refusal(
        sfn.send(new DeleteStateMachineVersionCommand({ stateMachineVersionArn: `${machine}:2` })),
      ),
    ).toEqual([
      'ConflictException',
      'Version to be deleted must not be referenced by an alias. Current list of aliases referencing this version: [live]',
    ]);
    await sfn.send(new DeleteStateMachineAliasCommand({ stateMachineAliasArn }));
    await sfn.send(new DeleteStateMachineAliasCommand({ stateMachineAliasArn }));
    await sfn.send(new DeleteStateMachineVersionCommand({ stateMachineVersionArn: `${machine}:2` }));
    expect(await refusal(sfn.send(new StartExecutionCommand({ stateMachineArn: `${machine}:2` })))).toEqual([
      'StateMachineDoesNotExist',
      `State Machine Version Does Not Exist: '${machine}:2'`,
    ]);
    expect(await refusal(sfn.send(new DescribeStateMachineAliasCommand({ stateMachineAliasArn })))).toEqual([
      'ResourceNotFound',
      `Resource not found: '${stateMachineAliasArn}'`,
    ]);
  });

  it.each([
    [[[1, 99]], 'Sum of routing configuration weights must equal 100. Received: [99]'],
    [
      [
        [1, 50],
        [1, 50],
      ],
      `Routing configuration must contain distinct state machine version ARNs. Received: [${machine}:1, ${machine}:1]`,
    ],
    [[['', 100]], `Routing configuration must contain state machine version ARNs. Received: [${machine}]`],
    [
      [[1, 101]],
      "1 validation error detected: Value '101' at 'routingConfiguration.1.member.weight' failed to satisfy constraint: Member must have value less than or equal to 100",
    ],
  ])('refuses an alias to %j', async (routes, message) => {
    await create({ publish: true });
    const routingConfiguration = routes.map(([version, weight]) => ({
      stateMachineVersionArn: version ? `${machine}:${version}` : machine,
      weight: Number(weight),
    }));
    expect(
      await refusal(sfn.send(new CreateStateMachineAliasCommand({ name: 'bad', routingConfiguration }))),
    ).toEqual(['ValidationException', message]);
  });

  it('answers the client tokens of former redrives alike, and refuses to redrive what runs', async () => {
    await create();
    const { executionArn } = await sfn.send(new StartExecutionCommand({ stateMachineArn: machine }));
    await sfn.send(new StopExecutionCommand({ executionArn, error: 'E', cause: 'C' }));
    const redrive = (clientToken: string) =>
      sfn.send(new RedriveExecutionCommand({ executionArn, clientToken }));
    const { redriveDate } = await redrive('one');
    expect((await redrive('one')).redriveDate).toEqual(redriveDate);
    expect(await refusal(redrive('two'))).toEqual([
      'ExecutionNotRedrivable',
      `Execution ${executionArn} invalid for redrive as: Execution is RUNNING and cannot be redriven`,
    ]);
    await sfn.send(new StopExecutionCommand({ executionArn }));
    await rig.advance(60_000);
    await redrive('two');
    expect((await redrive('one')).redriveDate).toEqual(redriveDate);
    const filtered = sfn.send(
      new ListExecutionsCommand({ stateMachineArn: machine, redriveFilter: 'REDRIVEN' }),
    );
    expect(await refusal(filtered)).toEqual([
      'ValidationException',
      'RedriveFilter cannot be applied to ListExecutions call with StateMachine ARN',
    ]);
    const { executions } = await sfn.send(new ListExecutionsCommand({ stateMachineArn: machine }));
    expect(executions).toMatchObject([{ redriveCount: 2 }]);
  });

  it('gives pages by tokens, for a day, to the same question', async () => {
    await create({ publish: true });
    await sfn.send(
      new UpdateStateMachineCommand({ stateMachineArn: machine, definition: definition(1), publish: true }),
    );
    const versions = (nextToken?: string) =>
      sfn.send(
        new ListStateMachineVersionsCommand({
          stateMachineArn: machine,
          maxResults: 1,
          ...(nextToken && { nextToken }),
        }),
      );
    const { nextToken = '' } = await versions();
    expect((await versions(nextToken)).stateMachineVersions).toMatchObject([
      { stateMachineVersionArn: `${machine}:1` },
    ]);
    const invalid = ['InvalidToken', "Invalid Token: 'Invalid token'"];
    expect(await refusal(versions('not-a-token'))).toEqual(invalid);
    expect(await refusal(sfn.send(new ListStateMachinesCommand({ nextToken })))).toEqual(invalid);
    await rig.advance(86_400_001);
    expect(await refusal(versions(nextToken))).toEqual(invalid);
  });

  it('tags machines, not versions, and none of AWS’s own', async () => {
    await create({ publish: true });
    const tags = [
      { key: 'Mode', value: 'x' },
      { key: 'mode', value: '' },
    ];
    await sfn.send(new TagResourceCommand({ resourceArn: machine, tags }));
    await sfn.send(new UntagResourceCommand({ resourceArn: machine, tagKeys: ['mode', 'missing'] }));
    expect((await sfn.send(new ListTagsForResourceCommand({ resourceArn: machine }))).tags).toEqual([
      tags[0],
    ]);
    const version = `${machine}:1`;
    expect((await sfn.send(new ListTagsForResourceCommand({ resourceArn: version }))).tags).toEqual([]);
    const tag = (resourceArn: string, keys: readonly string[]) =>
      refusal(
        sfn.send(new TagResourceCommand({ resourceArn, tags: keys.map((key) => ({ key, value: 'v' })) })),
      );
    expect(await tag(version, ['k'])).toEqual(['ResourceNotFound', `Resource not found: '${version}'`]);
    expect((await tag(machine, ['aws:k']))[0]).toBe('AccessDeniedException');
    expect(
      (
        await tag(
          machine,
          Array.from({ length: 51 }, (_, index) => `k${index}`),
        )
      )[0],
    ).toBe('TooManyTags');
  });

  it('hides an execution’s data where asked', async () => {
    await create();
    const { executionArn } = await sfn.send(
      new StartExecutionCommand({ stateMachineArn: machine, input: '{"secret":1}' }),
    );
    const includedData = 'METADATA_ONLY';
    expect(await sfn.send(new DescribeExecutionCommand({ executionArn, includedData }))).toMatchObject({
      status: 'RUNNING',
      inputDetails: { included: false },
    });
    const answers = [
      await sfn.send(new DescribeExecutionCommand({ executionArn, includedData })),
      await sfn.send(new GetExecutionHistoryCommand({ executionArn, includeExecutionData: false })),
    ];
    expect(JSON.stringify(answers)).not.toContain('secret');
    expect(
      await sfn.send(new DescribeStateMachineForExecutionCommand({ executionArn, includedData })),
    ).toMatchObject({ definition: '{}', stateMachineArn: machine });
  });

  const nowhere = machine.replace(':m', ':none');
  const refused: readonly [string, () => Promise<unknown>, string, string][] = [
    [
      'an ARN that is none',
      () => sfn.send(new DescribeStateMachineCommand({ stateMachineArn: 'not_a_valid_arn' })),
      'InvalidArn',
      "Invalid Arn: 'Invalid ARN prefix: not_a_valid_arn'",
    ],
    [
      'an ARN of another kind',
      () =>
        sfn.send(
          new DescribeExecutionCommand({ executionArn: `${machine.replace('stateMachine', 'express')}:a:b` }),
        ),
      'InvalidArn',
      "Invalid Arn: 'Resource type not valid in this context: express'",
    ],
    [
      'a machine that is none',
      () => sfn.send(new ListExecutionsCommand({ stateMachineArn: nowhere })),
      'StateMachineDoesNotExist',
      `State Machine Does Not Exist: '${nowhere}'`,
    ],
    [
      'an execution that is none',
      () =>
        sfn.send(
          new GetExecutionHistoryCommand({
            executionArn: `${machine.replace('stateMachine', 'execution')}:x`,
          }),
        ),
      'ExecutionDoesNotExist',
      `Execution Does Not Exist: '${machine.replace('stateMachine', 'execution')}:x'`,
    ],
    [
      'an update of a version',
      () => sfn.send(new UpdateStateMachineCommand({ stateMachineArn: `${machine}:1`, roleArn })),
      'StateMachineDoesNotExist',
      `State Machine Does Not Exist: '${machine}:1'`,
    ],
    [
      'an update of nothing',
      () => sfn.send(new UpdateStateMachineCommand({ stateMachineArn: machine, publish: true })),
      'MissingRequiredParameter',
      'Either the definition, the role ARN, the LoggingConfiguration, or the TracingConfiguration must be specified',
    ],
    [
      'a description of no version',
      () => create({ name: 'other', versionDescription: 'd' }),
      'ValidationException',
      'Version description can only be set when publish is true',
    ],
    [
      'logs without a place',
      () => create({ name: 'other', loggingConfiguration: { level: 'ALL' } }),
      'InvalidLoggingConfiguration',
      'Invalid Logging Configuration: Must specify exactly one Log Destination.',
    ],
    [
      'a key of one’s own',
      () =>
        create({
          name: 'other',
          encryptionConfiguration: { type: 'CUSTOMER_MANAGED_KMS_KEY', kmsKeyId: 'k' },
        }),
      'InvalidEncryptionConfiguration',
      "Invalid Encryption Configuration: 'CUSTOMER_MANAGED_KMS_KEY is not supported by the local cloud'",
    ],
    [
      'an express machine',
      () => create({ name: 'other', type: 'EXPRESS' }),
      'StateMachineTypeNotSupported',
      "State Machine Type Not Supported: 'EXPRESS is not supported by the local cloud'",
    ],
    [
      'a synchronous start',
      () => sfn.send(new StartSyncExecutionCommand({ stateMachineArn: machine })),
      'StateMachineTypeNotSupported',
      'This operation is not supported by this type of state machine',
    ],
    ['a name with a space', () => create({ name: 'a b' }), 'InvalidName', "Invalid Name: 'a b'"],
    [
      'a name that is too long',
      () => sfn.send(new StartExecutionCommand({ stateMachineArn: machine, name: 'x'.repeat(81) })),
      'ValidationException',
      `1 validation error detected: Value '${'x'.repeat(81)}' at 'name' failed to satisfy constraint: Member must have length less than or equal to 80`,
    ],
    [
      'input that is no JSON',
      () => sfn.send(new StartExecutionCommand({ stateMachineArn: machine, input: 'not some json' })),
      'InvalidExecutionInput',
      "Invalid State Machine Execution Input: 'Unrecognized token 'not': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')'",
    ],
    [
      'input with unquoted keys',
      () => sfn.send(new StartExecutionCommand({ stateMachineArn: machine, input: "{'a': 1}" })),
      'InvalidExecutionInput',
      "Invalid State Machine Execution Input: 'Unexpected character (''' (code 39)): was expecting double-quote to start field name'",
    ],
    [
      'empty input',
      () => sfn.send(new StartExecutionCommand({ stateMachineArn: machine, input: '' })),
      'InvalidExecutionInput',
      "Invalid State Machine Execution Input: 'Invalid execution input.'",
    ],
    [
      'more results than a page holds',
      () => sfn.send(new ListStateMachinesCommand({ maxResults: 1001 })),
      'ValidationException',
      "1 validation error detected: Value '1001' at 'maxResults' failed to satisfy constraint: Member must have value less than or equal to 1000",
    ],
    [
      'a token that was never one',
      () => sfn.send(new SendTaskSuccessCommand({ taskToken: 'not-a-task-token', output: 'not-json' })),
      'InvalidToken',
      "Invalid Token: 'Invalid token'",
    ],
  ];

  it.each(refused)('refuses %s in AWS’s words', async (_what, call, name, message) => {
    await create({ publish: true });
    expect(await refusal(call())).toEqual([name, message]);
  });

  it('reports what is wrong with a definition', async () => {
    const validate = (text: string) =>
      sfn.send(new ValidateStateMachineDefinitionCommand({ definition: text, maxResults: 1 }));
    expect(await validate(definition(1))).toMatchObject({ result: 'OK', diagnostics: [], truncated: false });
    expect(
      await validate('{"StartAt":"A","States":{"A":{"Type":"Pass"},"B":{"Type":"Pass"}}}'),
    ).toMatchObject({
      result: 'FAIL',
      truncated: true,
      diagnostics: [{ severity: 'ERROR', code: expect.any(String), message: expect.any(String) }],
    });
  });

  it.each([
    [
      'SendTaskSuccess',
      '{"taskToken":"t"}',
      "1 validation error detected: Value at 'output' failed to satisfy constraint: Member must not be null",
    ],
    [
      'SendTaskSuccess',
      '{"taskToken":"","output":"{}"}',
      "1 validation error detected: Value '' at 'taskToken' failed to satisfy constraint: Member must have length greater than or equal to 1",
    ],
    [
      'ValidateStateMachineDefinition',
      '{"definition":"{}","severity":"INFO"}',
      "1 validation error detected: Value 'INFO' at 'severity' failed to satisfy constraint: Member must satisfy enum value set: [ERROR, WARNING]",
    ],
    [
      'ListExecutions',
      `{"stateMachineArn":"${machine}","statusFilter":"succeeded"}`,
      "1 validation error detected: Value 'succeeded' at 'statusFilter' failed to satisfy constraint: Member must satisfy enum value set: [SUCCEEDED, TIMED_OUT, PENDING_REDRIVE, ABORTED, FAILED, RUNNING]",
    ],
    [
      'CreateStateMachineAlias',
      `{"name":"123","routingConfiguration":[{"stateMachineVersionArn":"${machine}:1","weight":100}]}`,
      String.raw`1 validation error detected: Value '123' at 'name' failed to satisfy constraint: Member must satisfy regular expression pattern: ^(?=.*[a-zA-Z_\-\.])[a-zA-Z0-9_\-\.]+$`,
    ],
    [
      'StopExecution',
      `{"error":"${'e'.repeat(257)}"}`,
      "2 validation errors detected: Value null at 'executionArn' failed to satisfy constraint: Member must not be null; Value at 'error' failed to satisfy constraint: Member must have length less than or equal to 256",
    ],
  ])('refuses by the model of the API: %s %s', async (operation, body, message) => {
    expect(await raw(operation, body)).toEqual({
      status: 400,
      body: { __type: 'com.amazon.coral.validate#ValidationException', message },
    });
  });

  it('names its errors with their namespaces, and what it does not know', async () => {
    expect((await raw('DescribeExecution', '{"executionArn":"x"}')).body.__type).toBe(
      'com.amazonaws.swf.service.v2.model#InvalidArn',
    );
    expect(await raw('NoSuchOperation', '{}')).toMatchObject({
      status: 400,
      body: { __type: 'com.amazon.coral.service#UnknownOperationException' },
    });
    expect((await raw('TestState', '{}')).body.message).toContain('TestState');
    expect(await raw('ListStateMachines', '{')).toMatchObject({
      status: 400,
      body: { __type: 'com.amazon.coral.service#SerializationException' },
    });
    expect(await raw('ListStateMachines', '{"maxResults":"two"}')).toMatchObject({
      status: 400,
      body: { __type: 'com.amazon.coral.service#SerializationException' },
    });
    expect((await raw('ListStateMachines', '{}', { authorization: '' })).body.__type).toBe(
      'com.amazon.coral.service#MissingAuthenticationTokenException',
    );
  });
});

describe('the quotas of an account', () => {
  beforeEach(() => open(true));
  afterEach(close);

  it('throttle bursts, and let calls through again as the clock goes on', async () => {
    const list = () => sfn.send(new ListStateMachinesCommand({}));
    for (let call = 0; call < 100; call += 1) await list();
    expect(await refusal(list())).toEqual(['ThrottlingException', 'Rate exceeded']);
    expect((await raw('ListStateMachines', '{}')).body).toEqual({
      __type: 'com.amazon.coral.availability#ThrottlingException',
      message: 'Rate exceeded',
    });
    await rig.advance(1000);
    for (let call = 0; call < 5; call += 1) await list();
    expect((await refusal(list()))[0]).toBe('ThrottlingException');
  });
});
