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

  it('in JSONPath is refused with a word on what to do', () => {
    expect(findings({ StartAt: 'S', States: { S: { Type: 'Pass', ...end } } })).toEqual([
      "SCHEMA_VALIDATION_FAILED: QueryLanguage 'JSONPath' (the default) is not supported by the local cloud; set QueryLanguage to 'JSONata' at /States/S",
    ]);
    expect(inState({ Type: 'Pass', QueryLanguage: 'JSONPath' })).toEqual([
      "SCHEMA_VALIDATION_FAILED: 'QueryLanguage' can not be 'JSONPath' if set to 'JSONata' for whole state machine at /States/S",
    ]);
  });

  it('names the field that a state type does not have', () => {
    const odd = {
      Pass: { Result: 1 },
      Task: { Resource: 'arn:aws:states:::lambda:invoke', Credentials: {} },
      Wait: { Seconds: 1, SecondsPath: '$.a' },
      Succeed: { Assign: {} },
    };
    for (const [type, fields] of Object.entries(odd)) {
      const { End: _, ...bare } = end;
      const state =
        type === 'Succeed' ? { Type: type, ...bare, ...fields } : { Type: type, ...end, ...fields };
      expect(findings(machine({ S: state }))).toEqual([
        `SCHEMA_VALIDATION_FAILED: Field is not supported at /States/S/${Object.keys(fields).at(-1)}`,
      ]);
    }
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

  it('may not assign $states, nor write expressions that mean nothing', () => {
    expect(inState({ Type: 'Pass', Assign: { states: 1 } })[0]).toContain("'states' is reserved");
    expect(inState({ Type: 'Pass', Output: { a: '{% name %}' } })[0]).toContain('at /States/S/Output/a');
    expect(inState({ Type: 'Pass', Output: '{% 1 + %}' })[0]).toContain(
      "The JSONata expression '1 +' is not valid",
    );
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
  });

  it('refuses a distributed Map by its name', () => {
    const processor = {
      ProcessorConfig: { Mode: 'DISTRIBUTED' },
      StartAt: 'I',
      States: { I: { Type: 'Pass', ...end } },
    };
    expect(
      inState({ Type: 'Map', ItemProcessor: processor, Label: 'l' }).every((text) =>
        text.includes('Distributed Map is not supported'),
      ),
    ).toBe(true);
  });
});
