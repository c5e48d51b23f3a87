import type {
  DescribeExecutionOutput,
  DescribeMapRunOutput,
  ExecutionListItem,
  MapRunListItem,
} from '@aws-sdk/client-sfn';
import { describe, expect, it } from 'vitest';
import { AwsError } from '../../../local/aws-error.ts';
import { invokeWithToken, Rig, roleArn, seconds } from './rig.ts';

const end = { End: true };
const functionArn = 'arn:aws:lambda:us-east-1:123456789012:function:work';
const work = { Type: 'Task', Resource: functionArn, ...end };

/** A distributed Map, labelled `Each`, whose executions run these states. */
const each = (states: Readonly<Record<string, object>>, more: object = {}) => ({
  Type: 'Map',
  Label: 'Each',
  ItemProcessor: {
    ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
    StartAt: Object.keys(states)[0],
    States: states,
  },
  ...end,
  ...more,
});

const refusal = (call: () => unknown): readonly string[] => {
  try {
    call();
  } catch (error) {
    if (error instanceof AwsError) return [error.name, error.message];
    throw error;
  }
  return [];
};

const mapRunsOf = (rig: Rig, executionArn: string): readonly MapRunListItem[] =>
  rig.call<{ mapRuns: MapRunListItem[] }>('ListMapRuns', { executionArn }).mapRuns;

function mapRunOf(rig: Rig, executionArn: string): DescribeMapRunOutput {
  const [{ mapRunArn } = {}] = mapRunsOf(rig, executionArn);
  return rig.call<DescribeMapRunOutput>('DescribeMapRun', { mapRunArn });
}

/** A run's executions, the first item's first. */
function childrenOf(rig: Rig, executionArn: string, more: object = {}): readonly ExecutionListItem[] {
  const [{ mapRunArn } = {}] = mapRunsOf(rig, executionArn);
  const { executions } = rig.call<{ executions: ExecutionListItem[] }>('ListExecutions', {
    mapRunArn,
    maxResults: 1000,
    ...more,
  });
  return executions.toReversed();
}

const inputsOf = (rig: Rig, executionArn: string): readonly unknown[] =>
  childrenOf(rig, executionArn).map(({ executionArn: child }) =>
    JSON.parse(rig.call<{ input: string }>('DescribeExecution', { executionArn: child }).input),
  );

const failOn = (rig: Rig, ...items: readonly unknown[]) =>
  rig.answer(({ input }) => {
    if (items.includes(input.Payload)) throw new Error(`no ${String(input.Payload)}`);
    return { StatusCode: 200, Payload: input.Payload };
  });

const machineArn = 'arn:aws:states:us-east-1:123456789012:stateMachine:journey';
const uuid = '[0-9a-f]{8}-[0-9a-f]{4}-3[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}';

describe('a distributed Map', () => {
  it('gives the outputs in the order of the items, as AWS records it', async () => {
    const rig = new Rig();
    const run = await rig.run(
      {
        All: each(
          { Double: { Type: 'Pass', Output: '{% $states.input * 2 %}', ...end } },
          { Items: '{% $states.input.numbers %}', Output: '{% $sum($states.result) %}' },
        ),
      },
      { numbers: [1, 2, 3] },
    );
    expect(rig.describe(run)).toEqual({ status: 'SUCCEEDED', output: 12 });
    expect(rig.story(run)).toEqual([
      '1 0 ExecutionStarted',
      '2 0 MapStateEntered',
      '3 2 MapStateStarted',
      '4 3 MapRunStarted',
      '5 4 MapRunSucceeded',
      '6 5 MapStateSucceeded',
      '7 4 MapStateExited',
      '8 7 ExecutionSucceeded',
    ]);
    const [, , started, mapRun] = rig.history(run);
    expect(started?.mapStateStartedEventDetails).toEqual({ length: 3 });
    expect(mapRun?.mapRunStartedEventDetails?.mapRunArn).toMatch(
      new RegExp(`^arn:aws:states:us-east-1:123456789012:mapRun:journey/Each:${uuid}$`),
    );
  });

  it('runs each item in an execution of its own, which is found by its Map run', async () => {
    const rig = new Rig();
    const run = await rig.run(
      { All: each({ See: { Type: 'Pass', Output: '{% $states.context %}', ...end } }) },
      ['a', 'b'],
    );
    const [first] = childrenOf(rig, run);
    const { mapRunArn } = mapRunOf(rig, run);
    expect(first).toMatchObject({
      executionArn: expect.stringMatching(
        new RegExp(`^arn:aws:states:us-east-1:123456789012:execution:journey/Each:${uuid}$`),
      ),
      stateMachineArn: `${machineArn}/Each`,
      mapRunArn,
      itemCount: 1,
      status: 'SUCCEEDED',
    });
    const executionArn = first?.executionArn ?? '';
    const child = rig.call<DescribeExecutionOutput>('DescribeExecution', { executionArn });
    expect(child).toMatchObject({ input: '"a"', mapRunArn, stateMachineArn: `${machineArn}/Each` });
    expect(JSON.parse(child.output ?? '')).toEqual({
      Execution: {
        Id: executionArn,
        Input: 'a',
        Name: executionArn.split(':').at(-1),
        RoleArn: roleArn,
        StartTime: '2026-11-22T09:00:00.000Z',
        RedriveCount: 0,
      },
      State: { EnteredTime: '2026-11-22T09:00:00.000Z', Name: 'See', RetryCount: 0 },
      StateMachine: { Id: `${machineArn}/Each`, Name: 'journey/Each' },
    });
    expect(rig.call('DescribeStateMachineForExecution', { executionArn })).toMatchObject({
      mapRunArn,
      label: 'Each',
    });
    expect(rig.story(executionArn)).toEqual([
      '1 0 ExecutionStarted',
      '2 0 PassStateEntered',
      '3 2 PassStateExited',
      '4 3 ExecutionSucceeded',
    ]);
    expect(
      rig.call<{ executions: object[] }>('ListExecutions', { stateMachineArn: machineArn }).executions,
    ).toHaveLength(1);
  });

  it('selects its items with their places, and keeps outer variables outside', async () => {
    const rig = new Rig();
    const run = await rig.run({
      Set: { Type: 'Pass', Assign: { greeting: 'hello' }, Next: 'All' },
      All: each(
        { See: { Type: 'Pass', Output: '{% $exists($greeting) ? "seen" : $states.input %}', ...end } },
        {
          Items: ['a'],
          ItemSelector: { item: '{% $states.context.Map.Item %}', greeting: '{% $greeting %}' },
        },
      ),
    });
    expect(rig.describe(run).output).toEqual([
      { item: { Index: 0, Value: 'a', Source: 'STATE_DATA' }, greeting: 'hello' },
    ]);
  });

  it('of nothing has a run of nothing', async () => {
    const rig = new Rig();
    const run = await rig.run({ All: each({ See: { Type: 'Pass', ...end } }) }, []);
    expect(rig.describe(run).output).toEqual([]);
    expect(mapRunOf(rig, run)).toMatchObject({ status: 'SUCCEEDED', itemCounts: { total: 0 } });
  });

  it('puts items together into batches, by number and by size', async () => {
    const rig = new Rig();
    const states = (ItemBatcher: object) => ({
      All: each({ See: { Type: 'Pass', ...end } }, { ItemBatcher }),
    });
    const items = [1, 2, 3, 4, 5];
    const byNumber = rig.machine(
      states({
        MaxItemsPerBatch: '{% 1 + 1 %}',
        BatchInput: { run: '{% $states.context.Execution.Name %}' },
      }),
      {},
      'by-number',
    );
    const run = await rig.start(byNumber, items);
    expect(rig.describe(run).output).toEqual([
      { BatchInput: { run: 'run' }, Items: [1, 2] },
      { BatchInput: { run: 'run' }, Items: [3, 4] },
      { BatchInput: { run: 'run' }, Items: [5] },
    ]);
    expect(mapRunOf(rig, run)).toMatchObject({
      itemCounts: { total: 5, succeeded: 5 },
      executionCounts: { total: 3, succeeded: 3 },
    });
    expect(childrenOf(rig, run).map(({ itemCount }) => itemCount)).toEqual([2, 2, 1]);
    const bySize = rig.machine(
      states({ MaxInputBytesPerBatch: Buffer.byteLength('{"Items":[1,2,3]}') }),
      {},
      'by-size',
    );
    expect(rig.describe(await rig.start(bySize, items)).output).toEqual([
      { Items: [1, 2, 3] },
      { Items: [4, 5] },
    ]);
    expect(rig.describe(await rig.start(bySize, ['a long one'], 'too-long'))).toMatchObject({
      status: 'FAILED',
      error: 'States.DataLimitExceeded',
    });
  });

  it('has no more executions at once than it may, which can be changed on the way', async () => {
    const rig = new Rig();
    const wait = { Wait: { Type: 'Wait', Seconds: 10, ...end } };
    const run = await rig.run({ All: each(wait, { MaxConcurrency: 2 }) }, [1, 2, 3, 4, 5, 6]);
    const { mapRunArn } = mapRunOf(rig, run);
    expect(mapRunOf(rig, run)).toMatchObject({
      status: 'RUNNING',
      maxConcurrency: 2,
      itemCounts: { pending: 4, running: 2, total: 6, resultsWritten: 0 },
    });
    await rig.advance(seconds(10));
    expect(mapRunOf(rig, run).itemCounts).toMatchObject({ pending: 2, running: 2, succeeded: 2 });
    rig.call('UpdateMapRun', { mapRunArn, maxConcurrency: 10 });
    await rig.work.settled();
    expect(mapRunOf(rig, run).itemCounts).toMatchObject({ pending: 0, running: 4, succeeded: 2 });
    await rig.advance(seconds(10));
    expect(mapRunOf(rig, run)).toMatchObject({
      status: 'SUCCEEDED',
      itemCounts: { succeeded: 6, resultsWritten: 6 },
      stopDate: new Date(rig.clock.now()),
    });
    expect(refusal(() => rig.call('UpdateMapRun', { mapRunArn, maxConcurrency: 1 }))[0]).toBe(
      'ValidationException',
    );
  });

  it('fails with the first item that fails, and ends what runs beside it', async () => {
    const rig = new Rig();
    const states = {
      Which: {
        Type: 'Choice',
        Choices: [{ Condition: '{% $states.input = "bad" %}', Next: 'No' }],
        Default: 'Wait',
      },
      No: { Type: 'Fail', Error: 'Broken' },
      Wait: { Type: 'Wait', Seconds: 10, ...end },
    };
    const run = await rig.run({ All: each(states, { MaxConcurrency: 2 }) }, ['good', 'bad', 'later']);
    const failure = {
      error: 'States.ExceedToleratedFailureThreshold',
      cause: 'The specified tolerated failure threshold was exceeded',
    };
    expect(rig.describe(run)).toEqual({ status: 'FAILED', ...failure });
    expect(rig.story(run).slice(3)).toEqual([
      '4 3 MapRunStarted',
      '5 4 MapRunFailed',
      '6 5 MapStateFailed',
      '7 6 ExecutionFailed',
    ]);
    expect(rig.history(run)[4]?.mapRunFailedEventDetails).toEqual(failure);
    expect(mapRunOf(rig, run)).toMatchObject({
      status: 'FAILED',
      itemCounts: { pending: 1, aborted: 1, failed: 1, total: 3, resultsWritten: 0 },
    });
    expect(rig.clock.timers).toBe(0);
  });

  it('is retried with a new run, and caught', async () => {
    const rig = new Rig();
    failOn(rig, 1);
    const names = ['States.ExceedToleratedFailureThreshold'];
    const run = await rig.run(
      {
        All: each(
          { Work: work },
          {
            Retry: [{ ErrorEquals: names, MaxAttempts: 1 }],
            Catch: [{ ErrorEquals: names, Output: '{% $states.errorOutput.Error %}', Next: 'Caught' }],
          },
        ),
        Caught: { Type: 'Succeed' },
      },
      [1],
    );
    await rig.advance(seconds(1));
    expect(rig.describe(run).output).toBe(names[0]);
    expect(mapRunsOf(rig, run)).toHaveLength(2);
  });
});

describe('a distributed Map in JSONPath', () => {
  const jsonPath = { QueryLanguage: 'JSONPath' };

  it('has its items, their selection, its batches and its numbers from paths', async () => {
    const rig = new Rig();
    const fields = {
      ItemsPath: '$.numbers',
      ItemSelector: { 'n.$': '$$.Map.Item.Value', 'at.$': '$$.Map.Item.Index', 'by.$': '$.by' },
      ItemBatcher: { MaxItemsPerBatchPath: '$.size', BatchInput: { 'by.$': '$.by', fixed: 1 } },
      MaxConcurrencyPath: '$.most',
      ToleratedFailureCountPath: '$.failures',
      ToleratedFailurePercentagePath: '$.share',
      ResultSelector: { 'first.$': '$[0]' },
      ResultPath: '$.result',
      OutputPath: '$.result',
    };
    const run = await rig.run(
      { All: each({ See: { Type: 'Pass', ...end } }, fields) },
      { numbers: [7, 8, 9], by: 'me', size: 2, most: 5, failures: 1, share: 50 },
      jsonPath,
    );
    expect(rig.describe(run).output).toEqual({
      first: {
        BatchInput: { by: 'me', fixed: 1 },
        Items: [
          { n: 7, at: 0, by: 'me' },
          { n: 8, at: 1, by: 'me' },
        ],
      },
    });
    expect(mapRunOf(rig, run)).toMatchObject({
      maxConcurrency: 5,
      toleratedFailureCount: 1,
      toleratedFailurePercentage: 50,
      executionCounts: { total: 2 },
    });
  });

  it('may have its item processor by its old name', async () => {
    const rig = new Rig();
    const { ItemProcessor: Iterator, ...rest } = each({ See: { Type: 'Pass', ...end } });
    const run = await rig.run({ All: { ...rest, Iterator } }, [1, 2], jsonPath);
    expect(rig.describe(run).output).toEqual([1, 2]);
    expect(childrenOf(rig, run)).toHaveLength(2);
  });
});

describe('tolerated failures', () => {
  const tolerating = async (more: object, items: readonly unknown[]) => {
    const rig = new Rig();
    failOn(rig, 'bad');
    const run = await rig.run({ All: each({ Work: work }, { MaxConcurrency: 1, ...more }) }, items);
    return { rig, run };
  };

  it('leave a count of items out, and tell of them in the result', async () => {
    const { rig, run } = await tolerating({ ToleratedFailureCount: '{% 1 %}' }, ['bad', 'good']);
    expect(rig.describe(run).output).toEqual([
      {
        ExecutionArn: childrenOf(rig, run)[0]?.executionArn,
        Error: expect.any(String),
        Cause: expect.stringContaining('no bad'),
        Input: '"bad"',
        InputDetails: { Included: true },
        Name: childrenOf(rig, run)[0]?.name,
        RedriveCount: 0,
        RedriveStatus: 'REDRIVABLE_BY_MAP_RUN',
        StartDate: '2026-11-22T09:00:00.000Z',
        StateMachineArn: `${machineArn}/Each`,
        Status: 'FAILED',
        StopDate: '2026-11-22T09:00:00.000Z',
      },
      'good',
    ]);
    expect(mapRunOf(rig, run)).toMatchObject({
      status: 'SUCCEEDED',
      toleratedFailureCount: 1,
      itemCounts: { failed: 1, succeeded: 1, resultsWritten: 1 },
    });
    expect(childrenOf(rig, run, { statusFilter: 'FAILED' })).toHaveLength(1);
  });

  it('are a share of all items, and no more than that', async () => {
    const half = await tolerating({ ToleratedFailurePercentage: 50 }, ['bad', 'good', 'bad', 'good']);
    expect(half.rig.describe(half.run).status).toBe('SUCCEEDED');
    const more = await tolerating({ ToleratedFailurePercentage: 49.9 }, ['bad', 'good', 'bad', 'good']);
    expect(more.rig.describe(more.run).status).toBe('FAILED');
    expect(mapRunOf(more.rig, more.run)).toMatchObject({
      toleratedFailurePercentage: 49.9,
      itemCounts: { pending: 1, failed: 2, succeeded: 1 },
    });
  });

  it('count the items of a batch, not the executions', async () => {
    const rig = new Rig();
    rig.answer(() => {
      throw new Error('down');
    });
    const batches = { ItemBatcher: { MaxItemsPerBatch: 3 }, ToleratedFailureCount: 2 };
    const run = await rig.run({ All: each({ Work: work }, batches) }, [1, 2, 3]);
    expect(rig.describe(run).status).toBe('FAILED');
  });
});

describe('the result', () => {
  const resultWith = async (WriterConfig: object) => {
    const rig = new Rig();
    const two = { Two: { Type: 'Pass', Output: '{% [$states.input, $states.input] %}', ...end } };
    const run = await rig.run({ All: each(two, { ResultWriter: { WriterConfig } }) }, [1, 2]);
    return rig.describe(run).output;
  };

  it('is flattened, or tells of each execution, as WriterConfig says', async () => {
    expect(await resultWith({ Transformation: 'COMPACT' })).toEqual([
      [1, 1],
      [2, 2],
    ]);
    expect(await resultWith({ Transformation: 'FLATTEN', OutputType: 'JSON' })).toEqual([1, 1, 2, 2]);
    expect(await resultWith({ Transformation: 'NONE' })).toMatchObject([
      { Status: 'SUCCEEDED', Input: '1', Output: '[1,1]', OutputDetails: { Included: true } },
      { Status: 'SUCCEEDED', Input: '2', Output: '[2,2]' },
    ]);
  });

  it('may not be larger than 256 KiB', async () => {
    const rig = new Rig();
    const pad = { Pad: { Type: 'Pass', Output: '{% $pad("", 200000, "x") %}', ...end } };
    const run = await rig.run({ All: each(pad) }, [1, 2]);
    expect(rig.describe(run)).toMatchObject({ status: 'FAILED', error: 'States.DataLimitExceeded' });
    expect(mapRunOf(rig, run).status).toBe('SUCCEEDED');
  });
});

describe('the executions of a Map run', () => {
  const wait = { Wait: { Type: 'Wait', Seconds: 10, ...end } };

  it('are stopped with the execution that waits for them', async () => {
    const rig = new Rig();
    const executionArn = await rig.run({ All: each(wait, { MaxConcurrency: 2 }) }, [1, 2, 3]);
    rig.call('StopExecution', { executionArn });
    await rig.work.settled();
    expect(mapRunOf(rig, executionArn)).toMatchObject({
      status: 'ABORTED',
      executionCounts: { aborted: 2, pending: 1 },
    });
    expect(rig.story(executionArn).slice(-2)).toEqual(['5 4 MapRunAborted', '6 0 ExecutionAborted']);
    expect(rig.clock.timers).toBe(0);
  });

  it('are stopped when a state beside the Map fails, and when time runs out', async () => {
    const rig = new Rig();
    const beside = {
      Both: {
        Type: 'Parallel',
        Branches: [
          { StartAt: 'All', States: { All: each(wait) } },
          {
            StartAt: 'Soon',
            States: { Soon: { Type: 'Wait', Seconds: 1, Next: 'No' }, No: { Type: 'Fail', Error: 'No' } },
          },
        ],
        ...end,
      },
    };
    const failing = await rig.run(beside, [1]);
    await rig.advance(seconds(1));
    expect(rig.describe(failing)).toEqual({ status: 'FAILED', error: 'No' });
    expect(rig.story(failing).filter((line) => line.includes('Aborted'))).toEqual([
      '10 9 MapRunAborted',
      '11 9 MapStateAborted',
    ]);
    const late = await rig.start(rig.machine({ All: each(wait) }, { TimeoutSeconds: 1 }, 'late'), [1]);
    await rig.advance(seconds(1));
    expect(rig.describe(late).status).toBe('TIMED_OUT');
    for (const run of [failing, late])
      expect(mapRunOf(rig, run)).toMatchObject({ status: 'ABORTED', itemCounts: { aborted: 1 } });
    expect(rig.clock.timers).toBe(0);
  });

  it('wait for their tokens, more than functions run at once', async () => {
    const rig = new Rig();
    const ask = {
      Type: 'Task',
      Resource: invokeWithToken,
      Arguments: { FunctionName: functionArn, Payload: '{% $states.context.Task.Token %}' },
      ...end,
    };
    const run = await rig.run({ All: each({ Ask: ask }, { Items: '{% [1..1500] %}' }) });
    expect(mapRunOf(rig, run).executionCounts).toMatchObject({ running: 1500, pending: 0 });
    for (const { input } of rig.calls) rig.call('SendTaskSuccess', { taskToken: input.Payload, output: '1' });
    await rig.work.settled();
    expect(rig.describe(run).status).toBe('SUCCEEDED');
  });

  it('may have Map runs of their own', async () => {
    const rig = new Rig();
    const inner = each(
      { See: { Type: 'Pass', Output: '{% $states.input + 1 %}', ...end } },
      { Label: 'Inner' },
    );
    const run = await rig.run({ All: each({ Inner: inner }) }, [[1, 2], [3]]);
    expect(rig.describe(run).output).toEqual([[2, 3], [4]]);
    const [first] = childrenOf(rig, run);
    expect(mapRunsOf(rig, first?.executionArn ?? '')).toMatchObject([
      { stateMachineArn: `${machineArn}/Inner` },
    ]);
  });

  it('stop with all that is inside them, and are redriven with it', async () => {
    const rig = new Rig();
    const inner = each(wait, { Label: 'Inner' });
    const executionArn = await rig.run({ All: each({ Inner: inner }) }, [[1, 2], [3]]);
    rig.call('StopExecution', { executionArn });
    await rig.work.settled();
    const inside = childrenOf(rig, executionArn).map(({ executionArn: child = '' }) => child);
    expect(inside.map((child) => mapRunOf(rig, child).status)).toEqual(['ABORTED', 'ABORTED']);
    expect(rig.clock.timers).toBe(0);
    rig.call('RedriveExecution', { executionArn });
    await rig.work.settled();
    expect(inside.map((child) => mapRunOf(rig, child).executionCounts?.running)).toEqual([2, 1]);
    await rig.advance(seconds(10));
    expect(rig.describe(executionArn)).toEqual({ status: 'SUCCEEDED', output: [[1, 2], [3]] });
  });

  it('wait for their redrive where only some may run at once, also over a restart', async () => {
    const before = new Rig();
    const executionArn = await before.run({ All: each(wait, { MaxConcurrency: 2 }) }, [1, 2, 3]);
    before.call('StopExecution', { executionArn });
    const { mapRunArn } = mapRunOf(before, executionArn);
    before.call('RedriveExecution', { executionArn });
    await before.work.settled();
    before.call('UpdateMapRun', { mapRunArn, maxConcurrency: 1 });
    before.call('StopExecution', { executionArn });
    before.call('RedriveExecution', { executionArn });
    await before.work.settled();
    expect(mapRunOf(before, executionArn).executionCounts).toMatchObject({
      running: 1,
      pendingRedrive: 1,
      pending: 1,
      total: 3,
    });
    expect(childrenOf(before, executionArn, { statusFilter: 'PENDING_REDRIVE' })).toHaveLength(1);
    const after = new Rig({ store: before.store, now: before.clock.now() });
    for (let each = 0; each < 3; each += 1) await after.advance(seconds(10));
    expect(after.describe(executionArn)).toEqual({ status: 'SUCCEEDED', output: [1, 2, 3] });
    expect(mapRunOf(after, executionArn)).toMatchObject({ redriveCount: 2, itemCounts: { succeeded: 3 } });
  });

  it('are redriven with the execution that waited for them, and only so', async () => {
    const rig = new Rig();
    failOn(rig, 2);
    const executionArn = await rig.run({ All: each({ Work: work }, { MaxConcurrency: 1 }) }, [1, 2, 3]);
    expect(mapRunOf(rig, executionArn).itemCounts).toMatchObject({ succeeded: 1, failed: 1, pending: 1 });
    const failed = childrenOf(rig, executionArn)[1]?.executionArn;
    expect(rig.call('DescribeExecution', { executionArn: failed })).toMatchObject({
      redriveStatus: 'REDRIVABLE_BY_MAP_RUN',
    });
    expect(refusal(() => rig.call('RedriveExecution', { executionArn: failed }))[0]).toBe(
      'ExecutionNotRedrivable',
    );
    failOn(rig);
    rig.call('RedriveExecution', { executionArn });
    await rig.work.settled();
    expect(rig.describe(executionArn)).toEqual({ status: 'SUCCEEDED', output: [1, 2, 3] });
    expect(mapRunsOf(rig, executionArn)).toHaveLength(1);
    expect(mapRunOf(rig, executionArn)).toMatchObject({
      status: 'SUCCEEDED',
      redriveCount: 1,
      redriveDate: new Date(rig.clock.now()),
      itemCounts: { succeeded: 3, failed: 0 },
    });
    expect(rig.calls.map(({ input }) => input.Payload)).toEqual([1, 2, 2, 3]);
    expect(childrenOf(rig, executionArn).map(({ redriveCount }) => redriveCount)).toEqual([0, 1, 0]);
    const redriven = rig.history(executionArn).find(({ type }) => type === 'MapRunRedriven');
    expect(redriven?.mapRunRedrivenEventDetails).toEqual({
      mapRunArn: mapRunOf(rig, executionArn).mapRunArn,
      redriveCount: 1,
    });
  });

  it('are stopped after a restart as before it, at any moment', async () => {
    const before = new Rig();
    const executionArn = await before.run({ All: each(wait, { MaxConcurrency: 2 }) }, [1, 2, 3]);
    const after = new Rig({ store: before.store, now: before.clock.now() });
    after.call('StopExecution', { executionArn });
    await after.advance(seconds(60));
    expect(mapRunOf(after, executionArn)).toMatchObject({
      status: 'ABORTED',
      executionCounts: { aborted: 2, pending: 1 },
    });
  });

  it('go on after a restart, each started once', async () => {
    const before = new Rig();
    const run = await before.run({ All: each(wait, { MaxConcurrency: 3 }) }, [0, 1, 2, 3, 4, 5, 6]);
    await before.advance(seconds(10));
    const after = new Rig({ store: before.store, now: before.clock.now() + seconds(5) });
    await after.advance(0);
    expect(mapRunOf(after, run).itemCounts).toMatchObject({ succeeded: 3, running: 3, pending: 1 });
    await after.advance(seconds(30));
    expect(after.describe(run)).toEqual({ status: 'SUCCEEDED', output: [0, 1, 2, 3, 4, 5, 6] });
    expect(inputsOf(after, run)).toEqual([0, 1, 2, 3, 4, 5, 6]);
  });
});

describe('the calls for Map runs', () => {
  it('are refused for what does not exist', () => {
    const rig = new Rig();
    const mapRunArn = 'arn:aws:states:us-east-1:123456789012:mapRun:m/l:1';
    expect(refusal(() => rig.call('DescribeMapRun', { mapRunArn }))).toEqual([
      'ResourceNotFound',
      `Resource not found: '${mapRunArn}'`,
    ]);
    expect(refusal(() => rig.call('DescribeMapRun', { mapRunArn: machineArn }))[0]).toBe('InvalidArn');
    expect(refusal(() => rig.call('UpdateMapRun', { mapRunArn }))[0]).toBe('ResourceNotFound');
    const executionArn = 'arn:aws:states:us-east-1:123456789012:execution:m:none';
    expect(refusal(() => rig.call('ListMapRuns', { executionArn }))[0]).toBe('ExecutionDoesNotExist');
    expect(refusal(() => rig.call('ListExecutions', {}))[0]).toBe('ValidationException');
  });

  it('page, and ask for their permissions', async () => {
    const rig = new Rig();
    const executionArn = await rig.run(
      {
        All: each(
          { See: { Type: 'Pass', Next: 'More' }, More: { Type: 'Succeed' } },
          { Next: 'Again', End: undefined },
        ),
        Again: each({ Same: { Type: 'Pass', ...end } }, { Label: 'Again' }),
      },
      [1],
    );
    const page = (nextToken?: string) =>
      rig.call<{ mapRuns: MapRunListItem[]; nextToken?: string }>('ListMapRuns', {
        executionArn,
        maxResults: 1,
        nextToken,
      });
    const first = page();
    const second = page(first.nextToken);
    expect([...first.mapRuns, ...second.mapRuns].map(({ stateMachineArn }) => stateMachineArn)).toEqual([
      `${machineArn}/Again`,
      `${machineArn}/Each`,
    ]);
    expect(second.nextToken).toBeUndefined();
    const [{ mapRunArn = '' } = {}] = first.mapRuns;
    const executions = machineArn.replace(':stateMachine:', ':execution:');
    const id = mapRunArn.split(':').at(-1);
    expect(rig.service.permissions('DispatchMapRun', { mapRunArn })).toEqual([
      { action: 'states:StartExecution', resource: machineArn },
      { action: 'states:DescribeExecution', resource: `${executions}:${id}` },
      { action: 'states:StopExecution', resource: `${executions}:${id}` },
    ]);
    for (const name of ['DescribeMapRun', 'UpdateMapRun', 'ListExecutions'])
      expect(rig.service.permissions(name, { mapRunArn })).toEqual([
        { action: `states:${name}`, resource: mapRunArn },
      ]);
  });
});
