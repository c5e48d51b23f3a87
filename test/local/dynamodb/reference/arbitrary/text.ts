import fc, { type Arbitrary } from 'fast-check';
import type { JsonObject } from '../client.ts';

/** A piece of an expression: its text, or what a placeholder is to stand for. */
type Piece = string | { readonly value: JsonObject } | { readonly name: string };

/** An expression whose placeholders have no names yet. */
export type Text = readonly Piece[];

export const text = (...pieces: readonly (Piece | Text)[]): Text =>
  pieces.flatMap((piece) => (Array.isArray(piece) ? piece : [piece]) as Text);

/** Joins expressions with what stands between them. */
export const joined = (texts: readonly Text[], between: string): Text =>
  texts.flatMap((each, index) => (index === 0 ? each : [between, ...each]));

/** What goes wrong with the placeholders of a request. */
type Slip =
  | 'none'
  | 'unusedName'
  | 'unusedValue'
  | 'missing'
  | 'badName'
  | 'badValue'
  | 'empty'
  | 'emptyName';

export const slips: Arbitrary<Slip> = fc.oneof(
  { weight: 60, arbitrary: fc.constant<Slip>('none') },
  {
    weight: 1,
    arbitrary: fc.constantFrom<Slip>(
      'unusedName',
      'unusedValue',
      'missing',
      'badName',
      'badValue',
      'empty',
      'emptyName',
    ),
  },
);

const extraNames: Partial<Record<Slip, object>> = {
  unusedName: { '#unused': 'a', '#more': 'b' },
  badName: { bad: 'a' },
  emptyName: { '#none': '' },
};
const extraValues: Partial<Record<Slip, object>> = {
  unusedValue: { ':unused': { S: 'a' }, ':more': { N: '1' } },
  badValue: { bad: { S: 'a' } },
};

/** Writes the expressions of one request, which share their placeholders. */
export function written(
  expressions: Readonly<Record<string, Text | undefined>>,
  slip: Slip = 'none',
): Record<string, unknown> {
  const [names, values]: Record<string, unknown>[] = [{}, {}];
  const write = (piece: Piece): string => {
    if (typeof piece === 'string') return piece;
    const [bag, sign, content] = 'name' in piece ? [names, '#n', piece.name] : [values, ':v', piece.value];
    const placeholder = sign + Object.keys(bag ?? {}).length;
    if (bag) bag[placeholder] = content;
    return placeholder;
  };
  const members: Record<string, unknown> = {};
  for (const [member, expression] of Object.entries(expressions))
    if (expression) members[member] = expression.map(write).join('');
  const [allNames, allValues] = [
    { ...names, ...extraNames[slip] },
    { ...values, ...extraValues[slip] },
  ];
  if (slip === 'missing') delete allValues[':v0'];
  const wanted = (bag: object) => slip === 'empty' || Object.keys(bag).length > 0;
  if (wanted(allNames)) members.ExpressionAttributeNames = allNames;
  if (wanted(allValues)) members.ExpressionAttributeValues = allValues;
  return members;
}
