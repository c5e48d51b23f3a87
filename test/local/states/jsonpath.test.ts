import { describe, expect, it } from 'vitest';
import { invoke, invokeWithToken, Rig, seconds } from './rig.ts';

const end = { End: true };
const jsonpath = { QueryLanguage: 'JSONPath' };
type States = Readonly<Record<string, object>>;

/** Runs JSONPath states to their end, or to where they wait. */
async function run(states: States, input: unknown = {}, rig = new Rig()) {
  const execution = await rig.run(states, input, jsonpath);
  return { rig, execution, ...rig.describe(execution) };
}

const branch = (states: States) => ({ StartAt: Object.keys(states)[0], States: states });
const causeIn = (state: string, cause: string) =>
  `An error occurred while executing the state '${state}' (entered at the event id #2). ${cause}`;

describe('the way of data through a state', () => {
  it('is InputPath, Parameters, ResultSelector, ResultPath, OutputPath', async () => {
    const rig = new Rig();
    rig.answer(() => ({ StatusCode: 200, Payload: { total: 3, noise: true } }));
    const { output } = await run(
      {
        Call: {
          Type: 'Task',
          Resource: invoke,
          InputPath: '$.order',
          Parameters: {
            FunctionName: 'f',
            Payload: {
              'id.$': '$.id',
              'name.$': '$$.State.Name',
              fixed: ['$.id', { 'first.$': 'States.ArrayGetItem($.items, 0)' }],
            },
          },
          ResultSelector: { 'sum.$': '$.Payload.total', 'at.$': '$$.Execution.Name' },
          ResultPath: '$.result.call',
          OutputPath: '$.result',
          ...end,
        },
      },
      { order: { id: 'o-1', items: ['a', 'b'] }, kept: 1 },
      rig,
    );
    expect(rig.calls[0]?.input.Payload).toEqual({ id: 'o-1', name: 'Call', fixed: ['$.id', { first: 'a' }] });
    expect(output).toEqual({ call: { sum: 3, at: 'run' } });
  });

  it('can drop the input, the result or the output', async () => {
    const pass = async (fields: object) =>
      (await run({ S: { Type: 'Pass', ...fields, ...end } }, { a: 1 })).output;
    expect(await pass({ InputPath: null })).toEqual({});
    expect(await pass({ Result: 'x', ResultPath: null })).toEqual({ a: 1 });
    expect(await pass({ Result: 'x', OutputPath: null })).toEqual({});
    expect(await pass({ Result: 'x' })).toBe('x');
    expect(await pass({ Result: { 'y.$': '$.a' }, ResultPath: '$.b' })).toEqual({
      a: 1,
      b: { 'y.$': '$.a' },
    });
    expect(await pass({ InputPath: '$.a', ResultPath: '$.b' })).toEqual({ a: 1, b: 1 });
  });

  it('filters the input of Wait, Choice and Succeed as well', async () => {
    const { rig, execution } = await run(
      {
        Pause: {
          Type: 'Wait',
          InputPath: '$.in',
          SecondsPath: '$.wait',
          OutputPath: '$.next',
          Next: 'Which',
        },
        Which: {
          Type: 'Choice',
          InputPath: '$.a',
          Choices: [{ Variable: '$.b', NumericEquals: 1, Next: 'Done' }],
          OutputPath: '$.b',
        },
        Done: { Type: 'Succeed', OutputPath: '$' },
      },
      { in: { wait: 5, next: { a: { b: 1 } } } },
    );
    await rig.advance(seconds(5));
    expect(rig.describe(execution)).toEqual({ status: 'SUCCEEDED', output: 1 });
  });
});

describe('variables', () => {
  it('are assigned from the result, seen by the next states, and evaluated at entry', async () => {
    const { rig, execution, output } = await run({
      Ask: {
        Type: 'Pass',
        Result: { question: 'why', list: [3, 4] },
        Assign: { 'question.$': '$.question', 'list.$': '$.list', answer: 42 },
        Next: 'Use',
      },
      Use: {
        Type: 'Pass',
        InputPath: '$answer',
        ResultPath: '$.theAnswer',
        Assign: { answer: 'changed', 'before.$': '$answer' },
        Next: 'Show',
      },
      Show: {
        Type: 'Pass',
        Parameters: {
          'all.$': "States.Format('{} {} {}', $question, $answer, $before)",
          'second.$': '$list[1]',
          'input.$': '$.theAnswer',
        },
        ...end,
      },
    });
    expect(output).toEqual({ all: 'why changed 42', second: 4, input: 42 });
    expect(rig.history(execution)[2]?.stateExitedEventDetails?.assignedVariables).toEqual({
      question: '"why"',
      list: '[3,4]',
      answer: '42',
    });
    expect(
      rig.call<{ variableReferences: unknown }>('DescribeStateMachine', {
        stateMachineArn: 'arn:aws:states:us-east-1:123456789012:stateMachine:journey',
      }).variableReferences,
    ).toEqual({ Use: ['answer'], Show: ['answer', 'before', 'list', 'question'] });
  });

  it('take a task’s result as it came, before ResultSelector', async () => {
    const rig = new Rig();
    rig.answer(() => ({ StatusCode: 200, Payload: { a: 1 } }));
    const { output } = await run(
      {
        Call: {
          Type: 'Task',
          Resource: invoke,
          Parameters: { FunctionName: 'f' },
          ResultSelector: { 'picked.$': '$.Payload.a' },
          Assign: { 'status.$': '$.StatusCode' },
          Next: 'Show',
        },
        Show: { Type: 'Pass', Parameters: { 'status.$': '$status', 'picked.$': '$.picked' }, ...end },
      },
      {},
      rig,
    );
    expect(output).toEqual({ status: 200, picked: 1 });
  });
});

it('mixes with JSONata state by state', async () => {
  const { output } = await run(
    {
      Path: { Type: 'Pass', Assign: { 'x.$': '$.n' }, Parameters: { 'n.$': '$.n' }, Next: 'Expression' },
      Expression: {
        Type: 'Pass',
        QueryLanguage: 'JSONata',
        Assign: { y: '{% $x + 1 %}' },
        Output: { sum: '{% $x + $states.input.n %}' },
        Next: 'Again',
      },
      Again: { Type: 'Pass', Parameters: { 'y.$': '$y', 'sum.$': '$.sum', text: '{% $y %}' }, ...end },
    },
    { n: 2 },
  );
  expect(output).toEqual({ y: 3, sum: 4, text: '{% $y %}' });
});

describe('Choice', () => {
  it('assigns by the rule that holds, and by itself for Default', async () => {
    const states = {
      Which: {
        Type: 'Choice',
        Choices: [
          {
            And: [
              { Variable: '$.n', IsPresent: true },
              { Variable: '$.n', NumericGreaterThanPath: '$.least' },
            ],
            Assign: { 'size.$': '$.n' },
            Next: 'Show',
          },
        ],
        Assign: { size: 'small' },
        Default: 'Show',
      },
      Show: { Type: 'Pass', Parameters: { 'size.$': '$size' }, ...end },
    };
    expect((await run(states, { n: 5, least: 4 })).output).toEqual({ size: 5 });
    expect((await run(states, { least: 4 })).output).toEqual({ size: 'small' });
  });

  it('cannot compare what is not there, Default or not', async () => {
    const { rig, execution, ...described } = await run({
      Which: {
        Type: 'Choice',
        Choices: [{ Variable: '$.n', NumericEquals: 1, Next: 'Done' }],
        Default: 'Done',
      },
      Done: { Type: 'Succeed' },
    });
    expect(described).toEqual({
      status: 'FAILED',
      error: 'States.Runtime',
      cause: causeIn(
        'Which',
        "Invalid path '$.n': The choice state's condition path references an invalid value.",
      ),
    });
    expect(rig.story(execution)).toEqual([
      '1 0 ExecutionStarted',
      '2 0 ChoiceStateEntered',
      '3 2 ExecutionFailed',
    ]);
  });
});

describe('a Wait', () => {
  it.each<[object, unknown, string]>([
    [{ SecondsPath: '$.s' }, {}, 'The SecondsPath parameter does not reference an input value: $.s'],
    [
      { SecondsPath: '$.s' },
      { s: 1.5 },
      'The SecondsPath parameter cannot be parsed as a long value: $.s == 1.5',
    ],
    [{ SecondsPath: '$.s' }, { s: -1 }, 'The SecondsPath parameter references a negative value: $.s == -1'],
    [
      { TimestampPath: '$.t' },
      { t: '2016-12-05 21:29:29Z' },
      'The TimestampPath parameter does not reference a valid ISO-8601 extended offset date-time format string: $.t == 2016-12-05 21:29:29Z',
    ],
    [{ Timestamp: '2126-01-01T00:00:00Z' }, {}, 'Wait state delay is too long.'],
  ])('%j of %j', async (fields, input, cause) => {
    const described = await run({ Pause: { Type: 'Wait', ...fields, ...end } }, input);
    expect(described.error).toBe('States.Runtime');
    expect(described.cause).toBe(causeIn('Pause', cause));
  });

  it('may end at a moment from the input', async () => {
    const { rig, execution } = await run(
      { Pause: { Type: 'Wait', TimestampPath: '$.until', ...end } },
      { until: '2026-11-22T09:00:30Z' },
    );
    await rig.advance(seconds(29));
    expect(rig.describe(execution).status).toBe('RUNNING');
    await rig.advance(seconds(1));
    expect(rig.describe(execution).status).toBe('SUCCEEDED');
  });
});

describe('a Fail', () => {
  it('takes Error and Cause from paths and functions', async () => {
    const described = await run(
      { No: { Type: 'Fail', ErrorPath: '$.e', CausePath: "States.Format('{}: {}', $.e, $.why)" } },
      { e: 'Closed', why: 'night' },
    );
    expect(described).toMatchObject({ status: 'FAILED', error: 'Closed', cause: 'Closed: night' });
  });
});

describe('what leads nowhere ends the execution, whatever it catches', () => {
  const everything = [{ ErrorEquals: ['States.ALL'], Next: 'Caught' }];
  const task = { Type: 'Task', Resource: invoke, Catch: everything, Next: 'Caught' };

  it.each<[object, string]>([
    [{ InputPath: '$.a' }, "Invalid path '$.a' : No results for path: $['a']"],
    [{ InputPath: '$.a.b.c' }, "Invalid path '$.a.b.c' : Missing property in path $['a']"],
    [
      { InputPath: '$.list[3]' },
      "Invalid path '$.list[3]' : Index out of bounds when evaluating path $['list'][3]",
    ],
    [{ OutputPath: '$.gone' }, "Invalid path '$.gone' : No results for path: $['gone']"],
    [{ TimeoutSecondsPath: '$.t' }, "Invalid path '$.t' : No results for path: $['t']"],
    [
      { TimeoutSecondsPath: '$.list' },
      'The TimeoutSecondsPath field refers to value "[1]" which is not a valid integer: $.list',
    ],
    [
      { Parameters: { deep: { 'value.$': '$.x' } } },
      `The JSONPath '$.x' specified for the field 'value.$' could not be found in the input '{"list":[1]}'`,
    ],
    [
      { Parameters: { 'n.$': "States.MathAdd('a', 1)" } },
      "There was an error while evaluating the intrinsic function: States.MathAdd('a', 1). Invalid arguments in States.MathAdd: expected a number",
    ],
  ])('%j', async (fields, cause) => {
    const { rig, execution, ...described } = await run(
      { Call: { ...task, ...fields }, Caught: { Type: 'Succeed' } },
      { list: [1] },
    );
    expect(described).toEqual({ status: 'FAILED', error: 'States.Runtime', cause: causeIn('Call', cause) });
    expect(rig.history(execution).at(-1)?.type).toBe('ExecutionFailed');
  });

  it('says so of an empty input', async () => {
    const described = await run({ S: { Type: 'Pass', Parameters: { 'all.$': '$' }, ...end } }, null);
    expect(described.cause).toBe(causeIn('S', 'Unable to apply Path transformation to null or empty input.'));
  });
});

describe('Retry and Catch', () => {
  const failing = () => {
    const rig = new Rig();
    rig.answer(() => ({
      StatusCode: 200,
      FunctionError: 'Unhandled',
      Payload: { errorType: 'Broken', errorMessage: 'no' },
    }));
    return rig;
  };
  const call = { Type: 'Task', Resource: invoke, Parameters: { FunctionName: 'f' } };

  it('keeps the input beside the error', async () => {
    const { output } = await run(
      {
        Call: {
          ...call,
          Catch: [
            {
              ErrorEquals: ['Broken'],
              ResultPath: '$.failure',
              Assign: { 'name.$': '$.Error' },
              Next: 'Caught',
            },
          ],
          ...end,
        },
        Caught: {
          Type: 'Pass',
          Parameters: { 'name.$': '$name', 'error.$': '$.failure.Error', 'kept.$': '$.kept' },
          ...end,
        },
      },
      { kept: 1 },
      failing(),
    );
    expect(output).toEqual({ name: 'Broken', error: 'Broken', kept: 1 });
  });

  it('finds the cause empty where there is none', async () => {
    const rig = new Rig();
    const execution = await rig.run(
      {
        Ask: {
          Type: 'Task',
          Resource: invokeWithToken,
          Parameters: { FunctionName: 'f', Payload: { 'token.$': '$$.Task.Token' } },
          TimeoutSecondsPath: '$.within',
          Catch: [{ ErrorEquals: ['States.Timeout'], Next: 'Late' }],
          ...end,
        },
        Late: { Type: 'Succeed' },
      },
      { within: 30 },
      jsonpath,
    );
    await rig.advance(seconds(30));
    expect(rig.describe(execution).output).toEqual({ Error: 'States.Timeout', Cause: '' });
  });

  it('cannot put an error into an input that is no object', async () => {
    const described = await run(
      {
        Call: {
          ...call,
          Catch: [{ ErrorEquals: ['States.ALL'], ResultPath: '$.error', Next: 'Caught' }],
          ...end,
        },
        Caught: { Type: 'Succeed' },
      },
      [1],
      failing(),
    );
    expect(described).toMatchObject({
      error: 'States.ReferencePathConflict',
      cause: 'Unable to apply step "error" to input [1]',
    });
  });
});

describe('Parallel and Map', () => {
  it('give their branches parameters, and put the results where they belong', async () => {
    const { output } = await run(
      {
        Both: {
          Type: 'Parallel',
          Parameters: { 'n.$': '$.n' },
          Branches: [
            branch({ One: { Type: 'Pass', ...end } }),
            branch({ Two: { Type: 'Pass', Result: 2, ...end } }),
          ],
          ResultSelector: { 'first.$': '$[0].n', 'second.$': '$[1]' },
          ResultPath: '$.both',
          ...end,
        },
      },
      { n: 1 },
    );
    expect(output).toEqual({ n: 1, both: { first: 1, second: 2 } });
  });

  it.each(['ItemSelector', 'Parameters'])('selects items by %s', async (selector) => {
    const { output } = await run(
      {
        All: {
          Type: 'Map',
          InputPath: '$.order',
          ItemsPath: '$.items',
          MaxConcurrencyPath: '$.at-once',
          [selector]: { 'index.$': '$$.Map.Item.Index', 'value.$': '$$.Map.Item.Value', 'id.$': '$.id' },
          Iterator: branch({ Each: { Type: 'Pass', ...end } }),
          ResultPath: '$.done',
          OutputPath: '$.done',
          ...end,
        },
      },
      { order: { id: 'o', items: ['a', 'b'], 'at-once': '1' } },
    );
    expect(output).toEqual([
      { index: 0, value: 'a', id: 'o' },
      { index: 1, value: 'b', id: 'o' },
    ]);
  });

  it('fail before they begin, as AWS records it', async () => {
    const map = (fields: object) => ({
      All: { Type: 'Map', ...fields, ItemProcessor: branch({ Each: { Type: 'Pass', ...end } }), ...end },
    });
    const many = await run(map({ ItemsPath: '$.v', MaxConcurrencyPath: '$.m' }), { v: [1], m: {} });
    expect(many.cause).toBe(
      causeIn('All', 'The MaxConcurrencyPath field refers to value "{}" which is not a valid integer: $.m'),
    );
    expect(many.rig.story(many.execution)).toEqual([
      '1 0 ExecutionStarted',
      '2 0 MapStateEntered',
      '3 2 ExecutionFailed',
    ]);
    expect((await run(map({}), { v: 1 })).cause).toBe(
      causeIn('All', 'Reference path "$" must point to array.'),
    );
    expect(await run(map({ ItemsPath: '$.v' }), { w: 1 })).toMatchObject({
      error: 'States.ReferencePathConflict',
      cause: 'Unable to apply step "v" to input {"w":1}',
    });
  });

  it('pass a branch’s States.Runtime on, uncaught', async () => {
    const described = await run({
      Both: {
        Type: 'Parallel',
        Branches: [branch({ Bad: { Type: 'Pass', InputPath: '$.gone', ...end } })],
        Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Caught' }],
        ...end,
      },
      Caught: { Type: 'Succeed' },
    });
    expect(described).toMatchObject({ status: 'FAILED', error: 'States.Runtime' });
  });
});
