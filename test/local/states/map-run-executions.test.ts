import { describe, expect, it } from 'vitest';
import {
  childrenOf,
  each,
  end,
  failOn,
  functionArn,
  inputsOf,
  machineArn,
  mapRunOf,
  mapRunsOf,
  refusal,
  work,
} from './map-run-rig.ts';
import { invokeWithToken, Rig, seconds } from './rig.ts';

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
