import { describe, expect, it } from 'vitest';
import { Rig, seconds } from './rig.ts';

const end = { End: true };
const fail = { Type: 'Fail', Error: 'Broken' };
const branch = (states: Readonly<Record<string, object>>) => ({
  StartAt: Object.keys(states)[0],
  States: states,
});

describe('Parallel', () => {
  it('gives the branches’ outputs in their order, and keeps their variables inside', async () => {
    const rig = new Rig();
    const run = await rig.run(
      {
        Set: { Type: 'Pass', Assign: { x: 1 }, Next: 'Both' },
        Both: {
          Type: 'Parallel',
          Arguments: { from: '{% $x %}' },
          Branches: [
            branch({ Slow: { Type: 'Wait', Seconds: 5, Output: 'slow', ...end } }),
            branch({
              Fast: { Type: 'Pass', Assign: { y: 2 }, Output: '{% $states.input.from + $x %}', ...end },
            }),
          ],
          Output: { results: '{% $states.result %}', input: '{% $states.input %}' },
          ...end,
        },
      },
      { a: 1 },
    );
    await rig.advance(seconds(5));
    expect(rig.describe(run)).toEqual({
      status: 'SUCCEEDED',
      output: { results: ['slow', 2], input: { a: 1 } },
    });
  });

  it('ends with the first branch that fails, and its siblings with it', async () => {
    const rig = new Rig();
    const run = await rig.run({
      Both: {
        Type: 'Parallel',
        Branches: [branch({ Long: { Type: 'Wait', Seconds: 500, ...end } }), branch({ No: fail })],
        Catch: [{ ErrorEquals: ['Broken'], Output: '{% $states.errorOutput.Error %}', Next: 'Caught' }],
        ...end,
      },
      Caught: { Type: 'Succeed' },
    });
    expect(rig.describe(run)).toEqual({ status: 'SUCCEEDED', output: 'Broken' });
    expect(rig.clock.timers).toBe(0);
    expect(rig.story(run)).toEqual([
      '1 0 ExecutionStarted',
      '2 0 ParallelStateEntered',
      '3 2 ParallelStateStarted',
      '4 3 WaitStateEntered',
      '5 3 FailStateEntered',
      '6 5 WaitStateAborted',
      '7 5 ParallelStateFailed',
      '8 7 ParallelStateExited',
      '9 8 SucceedStateEntered',
      '10 9 SucceedStateExited',
      '11 10 ExecutionSucceeded',
    ]);
  });

  it('starts over when it is retried, as AWS records it', async () => {
    const rig = new Rig();
    const run = await rig.run({
      Both: {
        Type: 'Parallel',
        Branches: [branch({ No: fail })],
        Retry: [{ ErrorEquals: ['States.ALL'], MaxAttempts: 2, IntervalSeconds: 1 }],
        ...end,
      },
    });
    await rig.advance(seconds(10));
    expect(rig.story(run)).toEqual([
      '1 0 ExecutionStarted',
      '2 0 ParallelStateEntered',
      '3 2 ParallelStateStarted',
      '4 3 FailStateEntered',
      '5 4 ParallelStateStarted',
      '6 5 FailStateEntered',
      '7 6 ParallelStateStarted',
      '8 7 FailStateEntered',
      '9 8 ParallelStateFailed',
      '10 9 ExecutionFailed',
    ]);
  });
});

describe('Map', () => {
  const each = (states: Readonly<Record<string, object>>) => ({
    ProcessorConfig: { Mode: 'INLINE' },
    ...branch(states),
  });

  it('runs its items one after the other, as AWS records it', async () => {
    const rig = new Rig();
    const run = await rig.run({
      All: {
        Type: 'Map',
        Items: '{% [1, 2] %}',
        MaxConcurrency: 1,
        ItemProcessor: each({ Double: { Type: 'Pass', Output: '{% $states.input * 2 %}', ...end } }),
        ...end,
      },
    });
    expect(rig.describe(run).output).toEqual([2, 4]);
    expect(rig.story(run)).toEqual([
      '1 0 ExecutionStarted',
      '2 0 MapStateEntered',
      '3 2 MapStateStarted',
      '4 3 MapIterationStarted',
      '5 4 PassStateEntered',
      '6 5 PassStateExited',
      '7 6 MapIterationSucceeded',
      '8 6 MapIterationStarted',
      '9 8 PassStateEntered',
      '10 9 PassStateExited',
      '11 10 MapIterationSucceeded',
      '12 11 MapStateSucceeded',
      '13 11 MapStateExited',
      '14 13 ExecutionSucceeded',
    ]);
  });

  it('selects its items, and tells them in the context', async () => {
    const rig = new Rig();
    const run = await rig.run(
      {
        All: {
          Type: 'Map',
          ItemSelector: {
            n: '{% $states.context.Map.Item.Index %}',
            v: '{% $states.context.Map.Item.Value %}',
          },
          ItemProcessor: each({
            See: {
              Type: 'Pass',
              Output: '{% [$states.input.n, $states.input.v, $states.context.Map.Item.Value] %}',
              ...end,
            },
          }),
          ...end,
        },
      },
      ['a', 'b'],
    );
    expect(rig.describe(run).output).toEqual([
      [0, 'a', 'a'],
      [1, 'b', 'b'],
    ]);
  });

  it('reads the variables around it, and keeps those of each iteration apart', async () => {
    const rig = new Rig();
    const run = await rig.run({
      Set: { Type: 'Pass', Assign: { base: 10 }, Next: 'All' },
      All: {
        Type: 'Map',
        Items: [1, 2],
        ItemProcessor: each({
          Add: { Type: 'Pass', Assign: { own: '{% $base + $states.input %}' }, Next: 'Wait' },
          Wait: { Type: 'Wait', Seconds: 1, Output: '{% $own %}', ...end },
        }),
        Assign: { own: '{% $states.result %}' },
        Next: 'After',
      },
      After: { Type: 'Pass', Output: '{% [$base, $own] %}', ...end },
    });
    await rig.advance(seconds(1));
    expect(rig.describe(run).output).toEqual([10, 11, 12]);
  });

  it('of nothing is nothing, and of no array fails', async () => {
    const rig = new Rig();
    const states = { All: { Type: 'Map', ItemProcessor: each({ See: { Type: 'Pass', ...end } }), ...end } };
    const machine = rig.machine(states);
    expect(rig.describe(await rig.start(machine, [], 'empty')).output).toEqual([]);
    const failing = await rig.start(machine, { foo: 'bar' }, 'none');
    expect(rig.describe(failing).cause).toBe(
      `An error occurred while executing the state 'All' (entered at the event id #2). Map state input must be an array but was: {"foo":"bar"}`,
    );
    expect(rig.story(failing).slice(1)).toEqual([
      '2 0 MapStateEntered',
      '3 0 EvaluationFailed',
      '4 3 MapStateFailed',
      '5 4 ExecutionFailed',
    ]);
  });

  it('fails with an iteration, as AWS records it', async () => {
    const rig = new Rig();
    const run = await rig.run({ All: { Type: 'Map', ItemProcessor: each({ No: fail }), ...end } }, [1]);
    expect(rig.story(run).slice(2)).toEqual([
      '3 2 MapStateStarted',
      '4 3 MapIterationStarted',
      '5 4 FailStateEntered',
      '6 5 MapIterationFailed',
      '7 5 MapStateFailed',
      '8 7 ExecutionFailed',
    ]);
  });
});
