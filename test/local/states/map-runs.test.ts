import type { DescribeExecutionOutput } from '@aws-sdk/client-sfn';
import { describe, expect, it } from 'vitest';
import {
  childrenOf,
  each,
  end,
  failOn,
  machineArn,
  mapRunOf,
  mapRunsOf,
  refusal,
  uuid,
  work,
} from './map-run-rig.ts';
import { Rig, roleArn, seconds } from './rig.ts';

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
