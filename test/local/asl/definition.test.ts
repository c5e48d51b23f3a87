import { describe, expect, it } from 'vitest';
import { parseDefinition } from '../../../local/asl/definition/parse.ts';

const end = { End: true };
const findings = (definition: object): readonly string[] =>
  parseDefinition(JSON.stringify(definition)).diagnostics.map(
    ({ code, message, location }) => `${code}: ${message} at ${location}`,
  );
const machine = (states: Readonly<Record<string, object>>, more: object = {}) => ({
  QueryLanguage: 'JSONata',
  StartAt: Object.keys(states)[0],
  States: states,
  ...more,
});
const inState = (state: object) => findings(machine({ S: { ...end, ...state } }));

describe('a definition in JSONPath', () => {
  const lambda = 'arn:aws:states:::lambda:invoke';
  const onlyJsonata = (field: string) =>
    `The QueryLanguage is set to 'JSONPath', but field '${field}' is only supported for the 'JSONata' QueryLanguage at /States/S`;
  const refusals = (state: object): readonly string[] =>
    findings({ StartAt: 'S', States: { S: { ...end, ...state } } }).map((text) =>
      text.replace('SCHEMA_VALIDATION_FAILED: ', ''),
    );

  it('may use every field that the language has', () => {
    const data = { InputPath: '$.a', OutputPath: null, Assign: { 'x.$': '$.b', y: 1 } };
    const result = { ResultSelector: { 'a.$': '$.b' }, ResultPath: '$.c[0].d' };
    const handlers = {
      Retry: [{ ErrorEquals: ['A'] }],
      Catch: [{ ErrorEquals: ['States.ALL'], ResultPath: '$.e', Assign: { 'z.$': '$.Error' }, Next: 'Done' }],
    };
    const inner = (name: string) => ({ StartAt: name, States: { [name]: { Type: 'Pass', ...end } } });
    expect(
      findings({
        StartAt: 'Pass',
        States: {
          Pass: { Type: 'Pass', ...data, Parameters: [], Result: 1, ResultPath: null, Next: 'Wait' },
          Wait: { Type: 'Wait', ...data, SecondsPath: '$seconds', Next: 'Choice' },
          Choice: {
            Type: 'Choice',
            ...data,
            Choices: [{ Not: { Variable: '$$.Execution.Name', StringMatches: 'a*' }, Next: 'Task' }],
            Default: 'Done',
          },
          Task: {
            Type: 'Task',
            Resource: lambda,
            ...data,
            ...result,
            ...handlers,
            Parameters: { 'n.$': "States.Format('{}', $x)" },
            TimeoutSecondsPath: '$.t',
            HeartbeatSeconds: 5,
            Next: 'Parallel',
          },
          Parallel: {
            Type: 'Parallel',
            ...data,
            ...result,
            ...handlers,
            Branches: [inner('One')],
            Next: 'Map',
          },
          Map: {
            Type: 'Map',
            ...data,
            ...result,
            ...handlers,
            ItemsPath: '$$.Execution.Input.items',
            ItemSelector: { 'v.$': '$$.Map.Item.Value' },
            MaxConcurrencyPath: '$.m',
            ItemProcessor: inner('Two'),
            Next: 'Fail',
          },
          Fail: { Type: 'Fail', ErrorPath: '$.e', CausePath: 'States.UUID()' },
          Done: { Type: 'Succeed', InputPath: '$.a', OutputPath: '$.b' },
        },
      }),
    ).toEqual([]);
  });

  it.each<[object, string]>([
    [{ Type: 'Pass', Output: 1 }, onlyJsonata('Output')],
    [{ Type: 'Task', Resource: lambda, Arguments: {} }, onlyJsonata('Arguments')],
    [{ Type: 'Wait', Seconds: '{% 1 %}' }, 'Expected value of type Integer at /States/S/Seconds'],
    [
      { Type: 'Wait', Seconds: 1, SecondsPath: '$.a' },
      'Only one of these fields may be given: [Seconds, SecondsPath] at /States/S',
    ],
    [
      { Type: 'Wait' },
      'One of these fields is required: [Seconds, Timestamp, SecondsPath, TimestampPath] at /States/S',
    ],
    [
      { Type: 'Task', Resource: lambda, TimeoutSeconds: 1, TimeoutSecondsPath: '$.a' },
      'Only one of these fields may be given: [TimeoutSeconds, TimeoutSecondsPath] at /States/S',
    ],
    [
      { Type: 'Pass', InputPath: 'a' },
      "Value is not a JsonPath: JsonPath didn't start with '$' at /States/S/InputPath",
    ],
    [
      { Type: 'Pass', InputPath: '$.a[' },
      "Value is not a JsonPath: Expected a name, a number, * or a filter at position 4 in '$.a[' at /States/S/InputPath",
    ],
    [
      { Type: 'Pass', ResultPath: '$.a[*]' },
      "Value is not a Reference Path: '$.a[*]' may lead to more than one place at /States/S/ResultPath",
    ],
    [
      { Type: 'Pass', ResultPath: '$x' },
      "Value is not a Reference Path: '$x' cannot be written to at /States/S/ResultPath",
    ],
    [
      { Type: 'Pass', Parameters: [{ 'a.$': 'b' }] },
      "The value for the field 'a.$' must be a valid JSONPath or a valid intrinsic function call at /States/S/Parameters[0]/a.$",
    ],
    [
      { Type: 'Pass', Parameters: { 'a.$': 'States.Nope()' } },
      "The value for the field 'a.$' must be a valid JSONPath or a valid intrinsic function call: Unknown intrinsic function 'States.Nope' at position 11 in 'States.Nope()' at /States/S/Parameters/a.$",
    ],
    [
      { Type: 'Pass', Parameters: { 'a.$': '$.a', a: 1 } },
      "The field 'a' is given twice, as 'a' and as 'a.$' at /States/S/Parameters",
    ],
    [
      { Type: 'Pass', Assign: { 'a b.$': '$' } },
      "The variable name 'a b' is not valid at /States/S/Assign/a b.$",
    ],
  ])('%j is refused', (state, message) => expect(refusals(state)).toEqual([message]));

  it.each<[object, string]>([
    [{ Variable: '$.a', IsNull: true, Next: 'S' }, ''],
    [
      { Variable: '$.a', Next: 'S' },
      'A Choice rule must have exactly one comparison operator, And, Or or Not',
    ],
    [{ IsNull: true, Next: 'S' }, 'These fields are required: [Variable]'],
    [{ Variable: '$.a', IsNull: true }, 'These fields are required: [Next]'],
    [{ Variable: '$..a', IsNull: true, Next: 'S' }, "Value is not a Reference Path: '$..a' may lead"],
    [{ Variable: '$.a', NumericEquals: '1', Next: 'S' }, 'Expected value of type Float'],
    [{ Variable: '$.a', TimestampEquals: 'noon', Next: 'S' }, 'String does not match RFC3339 timestamp'],
    [{ Variable: '$.a', NumericEqualsPath: 1, Next: 'S' }, 'Expected value of type String'],
    [{ Variable: '$.a', StringMatchesPath: '$.b', Next: 'S' }, "Field 'StringMatchesPath' is not supported"],
    [{ Condition: '{% true %}', Next: 'S' }, 'These fields are required: [Variable]'],
    [{ And: [], Next: 'S' }, 'Value cannot be empty'],
    [{ Not: { Variable: '$.a', IsNull: true, Next: 'S' }, Next: 'S' }, "Field 'Next' is not supported"],
    [
      { Variable: '$.a', Not: { Variable: '$.a', IsNull: true }, Next: 'S' },
      "'Variable' cannot stand beside 'Not'",
    ],
  ])('a rule %j says what is wrong with it', (rule, message) => {
    const states = { S: { Type: 'Choice', Choices: [rule], Default: 'Done' }, Done: { Type: 'Succeed' } };
    const found = findings({ StartAt: 'S', States: states });
    if (message === '') expect(found).toEqual([]);
    else expect(found[0]).toContain(message);
  });
});

describe('a definition', () => {
  it('that is no JSON or no object is refused as such', () => {
    expect(parseDefinition('').diagnostics).toEqual([
      {
        severity: 'ERROR',
        code: 'SCHEMA_VALIDATION_FAILED',
        message: 'Definition must be a valid JSON object',
      },
    ]);
    expect(parseDefinition('nope').diagnostics).toMatchObject([{ code: 'INVALID_JSON_DESCRIPTION' }]);
    expect(findings({})).toEqual([
      'SCHEMA_VALIDATION_FAILED: These fields are required: [States, StartAt] at /',
    ]);
  });

  it('in JSONata has no state in JSONPath, the other way round both may be mixed', () => {
    expect(inState({ Type: 'Pass', QueryLanguage: 'JSONPath' })).toEqual([
      "SCHEMA_VALIDATION_FAILED: 'QueryLanguage' can not be 'JSONPath' if set to 'JSONata' for whole state machine at /States/S",
    ]);
    const mixed = {
      A: { Type: 'Pass', QueryLanguage: 'JSONata', Output: '{% 1 %}', Next: 'B' },
      B: { Type: 'Pass', ...end },
    };
    expect(findings({ StartAt: 'A', States: mixed })).toEqual([]);
  });

  it.each<[object, string]>([
    [{ Type: 'Pass', Resultt: 1, ...end }, "Field 'Resultt' is not supported"],
    [{ Type: 'Pass', Catch: [], ...end }, "Field 'Catch' is not supported"],
    [
      { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', Credentials: {}, ...end },
      "Field 'Credentials' is not supported",
    ],
    [{ Type: 'Succeed', Assign: {} }, "Field 'Assign' is not supported"],
    [{ Type: 'Succeed', ...end }, "Field 'End' is not supported"],
    [
      {
        Type: 'Parallel',
        TimeoutSeconds: 1,
        Branches: [{ StartAt: 'I', States: { I: { Type: 'Fail' } } }],
        ...end,
      },
      "Field 'TimeoutSeconds' is not supported",
    ],
    [
      { Type: 'Wait', Seconds: 1, SecondsPath: '$.a', ...end },
      "The QueryLanguage is set to 'JSONata', but field 'SecondsPath' is only supported for the 'JSONPath' QueryLanguage",
    ],
  ])('%j names the field that a state type does not have', (state, message) =>
    expect(findings(machine({ S: state }))).toEqual([`SCHEMA_VALIDATION_FAILED: ${message} at /States/S`]),
  );

  it.each<[object, string]>([
    [{ Type: 'Choice' }, 'These fields are required: [Choices] at /States/S'],
    [{ Type: 'Choice', Choices: [] }, 'Value cannot be empty at /States/S/Choices'],
    [
      { Type: 'Parallel', Branches: [{}], ...end },
      'These fields are required: [StartAt, States] at /States/S/Branches[0]',
    ],
    [{ Type: 'Pass' }, "Exactly one of 'Next' and 'End: true' is required at /States/S"],
    [{ Type: 'Pass', Next: 'S', ...end }, "Exactly one of 'Next' and 'End: true' is required at /States/S"],
    [
      { Type: 'Wait', Seconds: -1, ...end },
      'Value is not within the range [0, 99999999] at /States/S/Seconds',
    ],
    [
      { Type: 'Nap', ...end },
      "The field 'Type' should have one of these values: [Task, Wait, Pass, Succeed, Fail, Choice, Parallel, Map] at /States/S/Type",
    ],
    [{ ...end }, 'These fields are required: [Type] at /States/S'],
  ])('%j says what is wrong with it', (state, message) =>
    expect(findings(machine({ S: state, Done: { Type: 'Succeed' } }))[0]).toBe(
      `SCHEMA_VALIDATION_FAILED: ${message}`,
    ),
  );

  it('ends somewhere', () => {
    const loop = { A: { Type: 'Pass', Next: 'B' }, B: { Type: 'Pass', Next: 'A' } };
    const nowhere = 'MISSING_END_STATE: Workflow has no terminal state at undefined';
    expect(findings(machine(loop))).toEqual([nowhere]);
    expect(findings(machine({ ...loop, Unused: { Type: 'Pass', Next: 'A' } }))).toEqual([nowhere]);
    expect(findings(machine({ ...loop, C: { Type: 'Succeed' } }))).toEqual([
      'MISSING_TRANSITION_TARGET: State "C" is not reachable. at /States/C',
    ]);
    expect(findings(machine({ A: { Type: 'Pass', Next: 'Nope' } }))).toEqual([
      "MISSING_TRANSITION_TARGET: Missing 'Next' target: Nope at /States/A/Next",
      nowhere,
    ]);
  });

  it('may not use a resource that is not offered', () => {
    expect(inState({ Type: 'Task', Resource: 'arn:aws:states:::dynamodb:query' })[0]).toContain(
      'is not recognized',
    );
    expect(
      inState({ Type: 'Task', Resource: 'arn:aws:states:::dynamodb:putItem.waitForTaskToken' })[0],
    ).toContain('is not recognized');
    expect(
      inState({ Type: 'Task', Resource: 'arn:aws:states:::aws-sdk:dynamodb:putItem.waitForTaskToken' }),
    ).toEqual([]);
  });

  it('has every state reachable, once, and every target there', () => {
    expect(findings(machine({ A: { Type: 'Pass', Next: 'B' }, C: { Type: 'Succeed' } }))).toEqual([
      "MISSING_TRANSITION_TARGET: Missing 'Next' target: B at /States/A/Next",
      'MISSING_TRANSITION_TARGET: State "C" is not reachable. at /States/C',
    ]);
    const inner = { StartAt: 'P', States: { P: { Type: 'Pass', ...end } } };
    expect(findings(machine({ P: { Type: 'Parallel', Branches: [inner], ...end } }))).toEqual([
      'DUPLICATE_STATE_NAME: Duplicate State name: P at /States/P/Branches[0]/States/P',
    ]);
  });

  it('does not assign in an inner scope what is assigned around it', () => {
    const inner = { StartAt: 'I', States: { I: { Type: 'Pass', Assign: { x: 1 }, ...end } } };
    expect(
      findings(
        machine({
          A: { Type: 'Pass', Assign: { x: 1 }, Next: 'P' },
          P: { Type: 'Parallel', Branches: [inner], ...end },
        }),
      ),
    ).toEqual([
      "SCHEMA_VALIDATION_FAILED: The variable 'x' is assigned in an outer scope and cannot be assigned here at /States/P/Branches[0]/States/I",
    ]);
  });

  it('may assign inside a Parallel what only the Parallel itself assigns, which comes later', () => {
    const inner = { StartAt: 'I', States: { I: { Type: 'Pass', Assign: { x: 1 }, ...end } } };
    const caught = [{ ErrorEquals: ['States.ALL'], Assign: { x: 2 }, Next: 'Done' }];
    expect(
      findings(
        machine({
          P: { Type: 'Parallel', Branches: [inner], Assign: { x: 3 }, Catch: caught, Next: 'Done' },
          Done: { Type: 'Succeed' },
        }),
      ),
    ).toEqual([]);
  });

  it('may not assign $states, nor write expressions that mean nothing', () => {
    expect(inState({ Type: 'Pass', Assign: { states: 1 } })[0]).toContain("'states' is reserved");
    const expressions = {
      '1 +': 'INVALID_JSONATA_EXPRESSION: Unexpected end of expression',
      phone: "UNSUPPORTED_JSONATA_EXPRESSION: Reference to 'phone' at the top level is not supported.",
      $$: "UNSUPPORTED_JSONATA_EXPRESSION: Reference to '$$' is not supported.",
      '$states.errorOutput.Error':
        "UNSUPPORTED_JSONATA_EXPRESSION: Field '$states.errorOutput' does not exist.",
    };
    for (const [text, message] of Object.entries(expressions))
      expect(inState({ Type: 'Pass', Output: { a: `{% ${text} %}` } })).toEqual([
        `${message} at /States/S/Output/a`,
      ]);
  });

  it('keeps States.ALL alone and last', () => {
    const retry = (...names: readonly (readonly string[])[]) =>
      inState({
        Type: 'Task',
        Resource: 'arn:aws:states:::lambda:invoke',
        Retry: names.map((ErrorEquals) => ({ ErrorEquals })),
      });
    expect(retry(['States.ALL', 'A'])[0]).toContain('must appear alone');
    expect(retry(['States.ALL'], ['A'])[0]).toContain('only appear in the last element');
    expect(retry(['A'], ['States.ALL'])).toEqual([]);
    expect(retry()).toEqual([]);
    expect(retry([])[0]).toContain('Value cannot be empty');
  });
});
