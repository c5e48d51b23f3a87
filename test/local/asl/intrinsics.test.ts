import { describe, expect, it } from 'vitest';
import { intrinsicOf } from '../../../local/asl/intrinsic/intrinsic.ts';
import type { JsonObject } from '../../../local/asl/json.ts';
import { see } from './see.ts';

const input = {
  list: [1, 2, 2, { a: 1 }, { a: 1 }, 'x'],
  object: { Arg1: 1, Arg2: [], Arg3: { deep: 'text' } },
  text: 'a,b,,c',
  number: 7,
  none: null,
  template: 'Hello {}',
};
const context: JsonObject = { Execution: { Id: 'arn:aws:states:us-east-1:1:execution:machine:run' } };
const call = (text: string) =>
  intrinsicOf(text).evaluate(see(input, { context, variables: { name: 'Ada' } }));

/** Values as AWS gives them; where it differs from its documentation, what it does counts. */
describe('an intrinsic function', () => {
  it.each<[string, unknown]>([
    ['States.Array()', []],
    ["States.Array(1, 'two', $.none, null, true)", [1, 'two', null, null, true]],
    [
      'States.ArrayPartition($.list, 4)',
      [
        [1, 2, 2, { a: 1 }],
        [{ a: 1 }, 'x'],
      ],
    ],
    ['States.ArrayPartition(States.Array(1,2,3,4,5), 2.6)', [[1, 2], [3, 4], [5]]],
    ['States.ArrayContains($.list, $.list[3])', true],
    ["States.ArrayContains($.list, '1')", false],
    ['States.ArrayRange(1, 9, 2)', [1, 3, 5, 7, 9]],
    ['States.ArrayRange(5, 1, -2)', [5, 3, 1]],
    ['States.ArrayRange(1.6, 1.4, 1)', [1]],
    ['States.ArrayRange(5, 1, 1)', []],
    ['States.ArrayGetItem($.list, 1.2)', 2],
    ['States.ArrayLength($.list)', 6],
    ['States.ArrayUnique($.list)', [1, 2, { a: 1 }, 'x']],
    ["States.Base64Encode('Data to encode')", 'RGF0YSB0byBlbmNvZGU='],
    ["States.Base64Decode('RGF0YSB0byBlbmNvZGU=')", 'Data to encode'],
    ["States.Hash('input data', 'SHA-1')", 'aaff4a450a104cd177d28d18d74485e8cae074b7'],
    ["States.Hash('input data', 'MD5')", '812f45842bc6d66ee14572ce20db8e86'],
    ['States.JsonMerge($.object, States.StringToJson(\'{"Arg2": 2}\'), false)', { ...input.object, Arg2: 2 }],
    ['States.MathRandom(10, 20)', 15],
    ['States.MathAdd(-1.5, 0)', -1],
    ['States.MathAdd(1.49, 1.5)', 3],
    ['States.MathAdd($.number, -8)', -1],
    ["States.StringSplit($.text, ',')", ['a', 'b', 'c']],
    ["States.StringSplit('This.is+a,test=string', '.+,=')", ['This', 'is', 'a', 'test', 'string']],
    ["States.StringSplit('Hello\nWorld', '\n')", ['Hello', 'World']],
    ['States.StringToJson(\'[1, {"a": null}]\')', [1, { a: null }]],
    ["States.StringToJson(' ')", null],
    ['States.JsonToString($.object.Arg2)', '[]'],
    ['States.JsonToString($.template)', '"Hello {}"'],
    ["States.Format('{} is {}: {}', $name, $.number, $.none)", 'Ada is 7: null'],
    ["States.Format('{}', $.object)", '{Arg1=1, Arg2=[], Arg3={deep=text}}'],
    ["States.Format('\\{\\}\\' \\\\ {}', 1.5)", "{}' \\ 1.5"],
    ['States.Format($.template, $name)', 'Hello Ada'],
    ["States.Format('plain')", 'plain'],
    ["States.ArrayGetItem( States.StringSplit( $$.Execution.Id , ':' ) , 6)", 'machine'],
  ])('%s', (text, expected) => expect(call(text)).toEqual(expected));

  it('draws from the seed that it is given, and ids from the local cloud’s chance', () => {
    expect(call('States.MathRandom(1, 1000000, 42)')).toBe(call('States.MathRandom(1, 1000000, 42)'));
    expect(call('States.UUID()')).toMatch(
      /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    );
  });

  it.each([
    'States.ArrayPartition($.list, 0.9)',
    'States.ArrayPartition($.text, 2)',
    'States.ArrayRange(1, 10, 0.49)',
    'States.ArrayRange(1, 1001, 1)',
    'States.ArrayGetItem($.list, 6)',
    'States.ArrayGetItem($.list, -1)',
    "States.MathAdd('1', 2)",
    'States.MathAdd(2147483647, 1)',
    'States.MathRandom(1.4, 1.6)',
    "States.Hash('x', 'SHA-0')",
    'States.JsonMerge($.object, $.object, true)',
    "States.StringToJson('{')",
    "States.Format('{} {}', 1)",
    "States.Format('{', 1)",
    'States.StringSplit($.number, 1)',
    'States.Base64Encode(1)',
  ])('%s fails, saying where', (text) => {
    const name = text.slice(0, text.indexOf('('));
    expect(() => call(text)).toThrow(
      `There was an error while evaluating the intrinsic function: ${text}. Invalid arguments in ${name}: `,
    );
  });

  it('names the path that leads nowhere', () => {
    expect(() => intrinsicOf('States.ArrayLength($.missing)').evaluate(see({ a: 1 }))).toThrow(
      `The JsonPath argument for the field '$.missing' could not be found in the input '{"a":1}'`,
    );
  });

  it.each([
    'States.Unknown()',
    'States.Array(',
    'States.Array(1 2)',
    'States.Array(1,)',
    "States.Array('x)",
    'States.ArrayLength()',
    'States.ArrayLength($.a, 1)',
    `${'States.Array('.repeat(11)}${')'.repeat(11)}`,
  ])('%s is refused when it is read', (text) => {
    expect(() => intrinsicOf(text)).toThrow('at position');
  });
});
