import { isObject, type Json } from '../json.ts';
import { InvalidArguments } from './function.ts';

/**
 * The texts between a template's `{}`: one more than there are places. A backslash makes a brace literal.
 * @throws InvalidArguments for a brace without its partner
 */
export function partsOf(template: string): readonly string[] {
  const parts = [''];
  for (const token of template.match(/\\[\\'{}]|\{\}|[\s\S]/g) ?? []) {
    if (token === '{}') parts.push('');
    else if (token === '{' || token === '}')
      throw new InvalidArguments(`matching '${token === '{' ? '}' : '{'}' not found for '${token}'.`);
    else parts.push(`${parts.pop() ?? ''}${token.at(-1)}`);
  }
  return parts;
}

/** @throws InvalidArguments when there are not as many values as places */
export function format(parts: readonly string[], values: readonly Json[]): string {
  if (parts.length !== values.length + 1)
    throw new InvalidArguments('number of arguments do not match the occurrences of {}.');
  return parts.map((part, index) => (index === 0 ? part : shown(values[index - 1]!) + part)).join('');
}

/** Objects and arrays are shown as Java shows them: `{a=1, b=[x, 2]}`. */
function shown(value: Json): string {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return `[${value.map(shown).join(', ')}]`;
  if (!isObject(value)) return JSON.stringify(value);
  return `{${Object.entries(value)
    .map(([key, member]) => `${key}=${shown(member)}`)
    .join(', ')}}`;
}
