import { describe, expect, it } from 'vitest';
import { Rig, seconds } from './rig.ts';

const end = { End: true };

describe('Pass, Choice, Wait, Succeed and Fail', () => {
  it('passes the input on where nothing else is said', async () => {
    const rig = new Rig();
    const run = await rig.run(
      { First: { Type: 'Pass', Next: 'Last' }, Last: { Type: 'Succeed' } },
      { a: [1] },
    );
    expect(rig.describe(run)).toEqual({ status: 'SUCCEEDED', output: { a: [1] } });
  });

  it('evaluates Assign and Output against the values at entry', async () => {
    const rig = new Rig();
    const run = await rig.run({
      One: { Type: 'Pass', Assign: { x: 1 }, Output: 'one', Next: 'Two' },
      Two: {
        Type: 'Pass',
        Assign: { x: '{% $x + 1 %}', before: '{% $x %}', input: '{% $states.input %}' },
        Output: { x: '{% $x %}' },
        Next: 'Three',
      },
      Three: { Type: 'Pass', Output: '{% [$x, $before, $input, $states.input.x] %}', ...end },
    });
    expect(rig.describe(run).output).toEqual([2, 1, 'one', 1]);
  });

  it('loops by a Choice, with Output and Assign of the rule that holds', async () => {
    const rig = new Rig();
    const run = await rig.run(
      {
        Count: {
          Type: 'Pass',
          Output: '{% $merge([$states.input, {"n": $states.input.n + 1}]) %}',
          Next: 'More',
        },
        More: {
          Type: 'Choice',
          Choices: [
            {
              Condition: '{% $states.input.n >= 100 %}',
              Output: '{% $states.input.n %}',
              Assign: { done: true },
              Next: 'Done',
            },
          ],
          Default: 'Count',
        },
        Done: { Type: 'Succeed', Output: { n: '{% $states.input %}', done: '{% $done %}' } },
      },
      { n: 0, kept: true },
    );
    expect(rig.describe(run).output).toEqual({ n: 100, done: true });
    expect(rig.usage.stateTransitions).toBe(201);
  });

  it('fails where no rule holds and there is no Default', async () => {
    const rig = new Rig();
    const run = await rig.run({
      Which: { Type: 'Choice', Choices: [{ Condition: '{% false %}', Next: 'End' }] },
      End: { Type: 'Succeed' },
    });
    expect(rig.describe(run)).toEqual({
      status: 'FAILED',
      error: 'States.Runtime',
      cause:
        "An error occurred while executing the state 'Which' (entered at the event id #2). Failed to transition out of the state. The state does not point to a next state.",
    });
  });

  it('refuses a Condition that is not a boolean', async () => {
    const rig = new Rig();
    const run = await rig.run({
      Which: { Type: 'Choice', Choices: [{ Condition: '{% 1 %}', Next: 'End' }], Default: 'End' },
      End: { Type: 'Succeed' },
    });
    expect(rig.describe(run).cause).toBe(
      "An error occurred while executing the state 'Which' (entered at the event id #2). The JSONata expression '1' specified for the field 'Choices[0]/Condition' returned an unexpected result type. Expected 'boolean', but was 'number' for value: 1",
    );
  });

  it('waits for seconds, and until a moment, which may be past', async () => {
    const rig = new Rig();
    const run = await rig.run(
      {
        Some: { Type: 'Wait', Seconds: '{% $states.input.wait %}', Next: 'Until' },
        Until: { Type: 'Wait', Timestamp: '2026-11-22T09:01:00Z', Next: 'Past' },
        Past: {
          Type: 'Wait',
          Timestamp: '{% "2020-01-01T00:00:00+02:00" %}',
          Output: '{% $millis() %}',
          ...end,
        },
      },
      { wait: 30 },
    );
    await rig.advance(seconds(59));
    expect(rig.describe(run).status).toBe('RUNNING');
    await rig.advance(seconds(1));
    expect(rig.describe(run).output).toBe(Date.parse('2026-11-22T09:01:00Z'));
  });

  it('fails by a Fail state, with the error and cause that it states', async () => {
    const rig = new Rig();
    const run = await rig.run(
      { No: { Type: 'Fail', Error: 'Closed', Cause: '{% "at " & $states.input.at %}' } },
      { at: 'noon' },
    );
    expect(rig.describe(run)).toEqual({ status: 'FAILED', error: 'Closed', cause: 'at noon' });
    expect(rig.story(run)).toEqual(['1 0 ExecutionStarted', '2 0 FailStateEntered', '3 2 ExecutionFailed']);
  });

  it('fails where an expression gives nothing, naming field and expression', async () => {
    const rig = new Rig();
    const run = await rig.run({
      Look: { Type: 'Pass', Output: { name: '{% $states.input.name %}' }, ...end },
    });
    expect(rig.history(run).at(-2)).toMatchObject({
      type: 'EvaluationFailed',
      previousEventId: 0,
      evaluationFailedEventDetails: {
        error: 'States.QueryEvaluationError',
        cause:
          "An error occurred while executing the state 'Look' (entered at the event id #2). The JSONata expression '$states.input.name' specified for the field 'Output/name' returned nothing (undefined).",
        location: 'Output/name',
        state: 'Look',
      },
    });
  });

  it('offers the context object and the virtual time', async () => {
    const rig = new Rig();
    const run = await rig.run(
      {
        See: { Type: 'Pass', Output: { context: '{% $states.context %}', now: '{% $now() %}' }, ...end },
      },
      { a: 1 },
    );
    const at = '2026-11-22T09:00:00.000Z';
    expect(rig.describe(run).output).toEqual({
      now: at,
      context: {
        Execution: {
          Id: run,
          Input: { a: 1 },
          Name: 'run',
          RoleArn: 'arn:aws:iam::123456789012:role/journeys',
          StartTime: at,
          RedriveCount: 0,
        },
        State: { EnteredTime: at, Name: 'See', RetryCount: 0 },
        StateMachine: { Id: 'arn:aws:states:us-east-1:123456789012:stateMachine:journey', Name: 'journey' },
      },
    });
  });

  it('times the whole execution out', async () => {
    const rig = new Rig();
    const run = await rig.run({ Long: { Type: 'Wait', Seconds: 100, ...end } }, {}, { TimeoutSeconds: 10 });
    await rig.advance(seconds(10));
    expect(rig.describe(run)).toEqual({ status: 'TIMED_OUT' });
    expect(rig.clock.timers).toBe(0);
  });
});

describe('limits', () => {
  it('ends at 25,000 events with the failure as the last of them', async () => {
    const rig = new Rig();
    const run = await rig.run({
      Init: { Type: 'Pass', Output: { n: 0 }, Next: 'Add' },
      Add: { Type: 'Pass', Output: { n: '{% $states.input.n + 1 %}' }, Next: 'Check' },
      Check: {
        Type: 'Choice',
        Choices: [{ Condition: '{% $states.input.n < 7000 %}', Next: 'Add' }],
        Default: 'Done',
      },
      Done: { Type: 'Succeed' },
    });
    expect(rig.describe(run)).toEqual({
      status: 'FAILED',
      error: 'States.Runtime',
      cause: 'The execution reached the maximum number of history events (25000).',
    });
    const { events } = rig.call<{ events: { id: number; previousEventId: number; type: string }[] }>(
      'GetExecutionHistory',
      { executionArn: run, reverseOrder: true, maxResults: 2 },
    );
    expect(events.map(({ id, previousEventId, type }) => [id, previousEventId, type])).toEqual([
      [25_000, 24_999, 'ExecutionFailed'],
      [24_999, 24_998, 'ChoiceStateExited'],
    ]);
  });

  it('refuses an output over 262,144 bytes', async () => {
    const rig = new Rig();
    const run = await rig.run({ Big: { Type: 'Pass', Output: '{% $pad("", 262143, "x") %}', ...end } });
    expect(rig.describe(run)).toMatchObject({ status: 'FAILED', error: 'States.DataLimitExceeded' });
  });

  it('refuses what one Assign sets over 262,144 bytes, together', async () => {
    const rig = new Rig();
    const half = '{% $pad("", 131071, "x") %}';
    const run = await rig.run({ Set: { Type: 'Pass', Assign: { a: half, b: half }, ...end } });
    expect(rig.describe(run)).toEqual({
      status: 'FAILED',
      error: 'States.DataLimitExceeded',
      cause:
        "State variable size limit exceeded. State 'Set' assigned variables that exceed the limit by 2 bytes.",
    });
    const fits = await rig.start(
      rig.machine(
        { Set: { Type: 'Pass', Assign: { a: half, b: '{% $pad("", 131069, "x") %}' }, ...end } },
        {},
        'fits',
      ),
    );
    expect(rig.describe(fits).status).toBe('SUCCEEDED');
  });

  it('counts 10 MiB of variables for the whole execution', async () => {
    const rig = new Rig();
    const assigns = Array.from({ length: 43 }, (_, index) => [
      `Assign${index + 1}`,
      {
        Type: 'Pass',
        Assign: { [`v${index + 1}`]: '{% $pad("", 250000, "x") %}' },
        ...(index < 42 ? { Next: `Assign${index + 2}` } : { End: true }),
      },
    ]);
    const run = await rig.run(Object.fromEntries(assigns));
    expect(rig.describe(run)).toEqual({
      status: 'FAILED',
      error: 'States.DataLimitExceeded',
      cause:
        "Execution total variable size limit exceeded. State 'Assign42' assigned variables that exceed the total execution limit by 14324 bytes.",
    });
  });
});
