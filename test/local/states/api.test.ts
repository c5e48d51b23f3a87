import { describe, expect, it } from 'vitest';
import { days, Rig, seconds } from './rig.ts';

const end = { End: true };
const pass = { Only: { Type: 'Pass', ...end } };
const waits = { Hold: { Type: 'Wait', Seconds: 3600, ...end } };

const refusal = (act: () => unknown): readonly string[] => {
  try {
    act();
    return [];
  } catch (error) {
    return error instanceof Error ? [error.name, error.message] : [];
  }
};

describe('state machines', () => {
  it('are created once: the same again is the same, another of the name is refused', () => {
    const rig = new Rig();
    const arn = rig.machine(pass);
    expect(rig.machine(pass)).toBe(arn);
    expect(refusal(() => rig.machine(waits))).toEqual([
      'StateMachineAlreadyExists',
      `State Machine Already Exists: '${arn}'`,
    ]);
  });

  it('are refused by name and place for what is not understood', () => {
    const rig = new Rig();
    const odd = { Only: { Type: 'Pass', Parameters: {}, Next: 'Nowhere' } };
    expect(refusal(() => rig.machine(odd))).toEqual([
      'InvalidDefinition',
      "Invalid State Machine Definition: 'SCHEMA_VALIDATION_FAILED: The QueryLanguage is set to 'JSONata', but field 'Parameters' is only supported for the 'JSONPath' QueryLanguage at /States/Only, MISSING_TRANSITION_TARGET: Missing 'Next' target: Nowhere at /States/Only/Next, MISSING_END_STATE: Workflow has no terminal state at null'",
    ]);
  });

  it('describe themselves, their updates and versions', () => {
    const rig = new Rig();
    const stateMachineArn = rig.machine(pass);
    rig.call('PublishStateMachineVersion', { stateMachineArn, description: 'first' });
    const again = rig.call('PublishStateMachineVersion', { stateMachineArn });
    expect(again.stateMachineVersionArn).toBe(`${stateMachineArn}:1`);
    const definition = JSON.stringify({ QueryLanguage: 'JSONata', StartAt: 'Hold', States: waits });
    const updated = rig.call('UpdateStateMachine', { stateMachineArn, definition, publish: true });
    expect(updated.stateMachineVersionArn).toBe(`${stateMachineArn}:2`);
    expect(rig.call('DescribeStateMachine', { stateMachineArn })).toMatchObject({
      definition,
      status: 'ACTIVE',
      type: 'STANDARD',
    });
    expect(rig.call('DescribeStateMachine', { stateMachineArn: `${stateMachineArn}:1` })).toMatchObject({
      description: 'first',
      definition: expect.stringContaining('Only'),
    });
    const { stateMachineVersions } = rig.call<{ stateMachineVersions: object[] }>(
      'ListStateMachineVersions',
      { stateMachineArn },
    );
    expect(stateMachineVersions).toHaveLength(2);
  });

  it('wait, when they are deleted, for what runs, which fails at its next transition', async () => {
    const rig = new Rig();
    const stateMachineArn = rig.machine(waits);
    const run = await rig.start(stateMachineArn);
    rig.call('DeleteStateMachine', { stateMachineArn });
    expect(rig.call('DescribeStateMachine', { stateMachineArn })).toMatchObject({ status: 'DELETING' });
    const deleting = ['StateMachineDeleting', `State Machine is being deleted: '${stateMachineArn}'`];
    expect(refusal(() => rig.call('StartExecution', { stateMachineArn }))).toEqual(deleting);
    expect(refusal(() => rig.machine(waits))).toEqual(deleting);
    await rig.advance(seconds(3600));
    expect(rig.describe(run)).toEqual({
      status: 'FAILED',
      error: 'States.Runtime',
      cause: 'State machine journey has been deleted',
    });
    expect(refusal(() => rig.call('DescribeStateMachine', { stateMachineArn }))[0]).toBe(
      'StateMachineDoesNotExist',
    );
    rig.call('DeleteStateMachine', { stateMachineArn });
  });

  it('are gone at once where nothing runs, or what ran is stopped', async () => {
    const rig = new Rig();
    const stateMachineArn = rig.machine(waits);
    const executionArn = await rig.start(stateMachineArn);
    rig.call('DeleteStateMachine', { stateMachineArn });
    rig.call('StopExecution', { executionArn });
    expect(rig.describe(executionArn)).toEqual({ status: 'ABORTED' });
    expect(rig.machine(pass)).toBe(stateMachineArn);
    rig.call('DeleteStateMachine', { stateMachineArn });
    expect(refusal(() => rig.call('DescribeStateMachine', { stateMachineArn }))[0]).toBe(
      'StateMachineDoesNotExist',
    );
  });

  it('are listed in pages, tagged and untagged', () => {
    const rig = new Rig();
    const resourceArn = rig.machine(pass, {}, 'a');
    rig.machine(pass, {}, 'b');
    const first = rig.call<{ stateMachines: { name: string }[]; nextToken: string }>('ListStateMachines', {
      maxResults: 1,
    });
    const second = rig.call<typeof first>('ListStateMachines', { maxResults: 1, nextToken: first.nextToken });
    expect([...first.stateMachines, ...second.stateMachines].map(({ name }) => name)).toEqual(['a', 'b']);
    expect(second.nextToken).toBeUndefined();
    rig.call('TagResource', {
      resourceArn,
      tags: [
        { key: 'k', value: 'v' },
        { key: 'l', value: 'w' },
      ],
    });
    rig.call('UntagResource', { resourceArn, tagKeys: ['l'] });
    expect(rig.call('ListTagsForResource', { resourceArn })).toEqual({ tags: [{ key: 'k', value: 'v' }] });
  });

  it('ask for permissions on themselves, and for the role that they are given', () => {
    const rig = new Rig();
    const arn = 'arn:aws:states:us-east-1:123456789012:stateMachine:m';
    expect(rig.service.permissions('CreateStateMachine', { name: 'm', roleArn: 'r' })).toEqual([
      { action: 'states:CreateStateMachine', resource: arn },
      {
        action: 'iam:PassRole',
        resource: 'r',
        conditions: { 'iam:PassedToService': 'states.amazonaws.com' },
      },
    ]);
    expect(rig.service.permissions('StartExecution', { stateMachineArn: arn })).toEqual([
      { action: 'states:StartExecution', resource: arn },
    ]);
  });
});

describe('executions', () => {
  it('start once by name and input while they run', async () => {
    const rig = new Rig();
    const stateMachineArn = rig.machine(waits);
    const run = await rig.start(stateMachineArn, { a: 1 });
    expect(await rig.start(stateMachineArn, { a: 1 })).toBe(run);
    const other = () => rig.call('StartExecution', { stateMachineArn, name: 'run', input: '{"a":2}' });
    expect(refusal(other)).toEqual(['ExecutionAlreadyExists', `Execution Already Exists: '${run}'`]);
    await rig.advance(seconds(3600));
    expect(
      refusal(() => rig.call('StartExecution', { stateMachineArn, name: 'run', input: '{"a":1}' }))[0],
    ).toBe('ExecutionAlreadyExists');
    await rig.advance(days(90));
    expect(refusal(other)).toEqual([]);
  });

  it('are refused for a bad name, input or ARN', () => {
    const rig = new Rig();
    const stateMachineArn = rig.machine(pass);
    const start = (input: object) =>
      refusal(() => rig.call('StartExecution', { stateMachineArn, ...input }))[0];
    expect(start({ name: 'a b' })).toBe('InvalidName');
    expect(start({ name: 'x'.repeat(81) })).toBe('ValidationException');
    expect(start({ input: 'no' })).toBe('InvalidExecutionInput');
    expect(start({ stateMachineArn: 'nonsense' })).toBe('InvalidArn');
    expect(refusal(() => rig.call('DescribeExecution', { executionArn: stateMachineArn }))[0]).toBe(
      'InvalidArn',
    );
  });

  it('keep the definition that they started with', async () => {
    const rig = new Rig();
    const stateMachineArn = rig.machine({
      ...waits,
      Hold: { Type: 'Wait', Seconds: 10, Output: 'old', ...end },
    });
    const run = await rig.start(stateMachineArn);
    const definition = JSON.stringify({ QueryLanguage: 'JSONata', StartAt: 'Only', States: pass });
    rig.call('UpdateStateMachine', { stateMachineArn, definition });
    await rig.advance(seconds(10));
    expect(rig.describe(run).output).toBe('old');
    expect(rig.call('DescribeStateMachineForExecution', { executionArn: run }).definition).toContain('Hold');
  });

  it('are listed by status, latest first, in pages', async () => {
    const rig = new Rig();
    const stateMachineArn = rig.machine(waits);
    for (const name of ['a', 'b', 'c']) await rig.start(stateMachineArn, {}, name);
    rig.call('StopExecution', {
      executionArn: await rig.start(stateMachineArn, {}, 'd'),
      error: 'No',
      cause: 'why',
    });
    const list = (input: object) => {
      const { executions, nextToken } = rig.call<{ executions: { name: string }[]; nextToken?: string }>(
        'ListExecutions',
        { stateMachineArn, ...input },
      );
      return { names: executions.map(({ name }) => name), nextToken };
    };
    expect(list({ statusFilter: 'ABORTED' }).names).toEqual(['d']);
    const page = list({ maxResults: 2 });
    expect(page.names).toEqual(['d', 'c']);
    expect(list({ maxResults: 2, nextToken: page.nextToken })).toEqual({
      names: ['b', 'a'],
      nextToken: undefined,
    });
    expect(refusal(() => list({ statusFilter: 'running' }))[1]).toContain(
      'Member must satisfy enum value set',
    );
  });

  it('page their history both ways, with and without data', async () => {
    const rig = new Rig();
    const executionArn = await rig.run(pass, { secret: 1 });
    const page = (input: object) =>
      rig.call<{ events: { id: number }[]; nextToken?: string }>('GetExecutionHistory', {
        executionArn,
        maxResults: 3,
        ...input,
      });
    const first = page({});
    expect(first.events.map(({ id }) => id)).toEqual([1, 2, 3]);
    expect(page({ nextToken: first.nextToken }).events.map(({ id }) => id)).toEqual([4]);
    const last = page({ reverseOrder: true });
    expect(last.events.map(({ id }) => id)).toEqual([4, 3, 2]);
    expect(page({ reverseOrder: true, nextToken: last.nextToken }).events.map(({ id }) => id)).toEqual([1]);
    expect(JSON.stringify(page({ includeExecutionData: false }))).not.toContain('secret');
  });

  it('tell EventBridge each new status', async () => {
    const rig = new Rig();
    const run = await rig.run(pass);
    expect(rig.statusEvents).toMatchObject([
      {
        source: 'aws.states',
        'detail-type': 'Step Functions Execution Status Change',
        resources: [run],
        detail: { status: 'RUNNING', stopDate: null },
      },
      { detail: { status: 'SUCCEEDED', executionArn: run, output: '{}' } },
    ]);
  });

  it('are redriven from the state that failed', async () => {
    const rig = new Rig();
    let works = false;
    rig.answer(() => {
      if (works) return { StatusCode: 200, Payload: 'done' };
      throw new Error('down');
    });
    const call = { Type: 'Task', Resource: 'arn:aws:lambda:us-east-1:123456789012:function:f' };
    const executionArn = await rig.run({
      Before: { Type: 'Pass', Assign: { kept: 1 }, Next: 'Both' },
      Both: {
        Type: 'Parallel',
        Branches: [
          { StartAt: 'Good', States: { Good: { Type: 'Pass', Output: 'good', ...end } } },
          { StartAt: 'Bad', States: { Bad: { ...call, ...end } } },
        ],
        Output: '{% [$states.result, $kept] %}',
        ...end,
      },
    });
    expect(rig.describe(executionArn).status).toBe('FAILED');
    works = true;
    rig.call('RedriveExecution', { executionArn, clientToken: 't' });
    rig.call('RedriveExecution', { executionArn, clientToken: 't' });
    await rig.work.settled();
    expect(rig.describe(executionArn).output).toEqual(['good', 'done', 1]);
    expect(rig.call('DescribeExecution', { executionArn })).toMatchObject({
      redriveCount: 1,
      redriveStatus: 'NOT_REDRIVABLE',
    });
    expect(
      rig
        .story(executionArn)
        .filter((line) => /Redriven|Entered/.test(line))
        .map((line) => line.split(' ')[2]),
    ).toEqual([
      'PassStateEntered',
      'ParallelStateEntered',
      'PassStateEntered',
      'TaskStateEntered',
      'ExecutionRedriven',
    ]);
    expect(refusal(() => rig.call('RedriveExecution', { executionArn }))).toEqual([
      'ExecutionNotRedrivable',
      `Execution ${executionArn} invalid for redrive as: Execution is SUCCEEDED and cannot be redriven`,
    ]);
  });
});
