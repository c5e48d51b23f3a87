import { expect, it } from 'vitest';
import * as z from 'zod/mini';
import { segmentFields } from '../../../../domain/segments/language/segment.ts';
import { hoistDefinitions } from '../../../../functions/shared/api/hoist-definitions.ts';
import { jsonSchema } from '../../../../functions/shared/api/json-schema.ts';

const segment = z.strictObject(segmentFields);

it('puts a schema that contains itself where the whole document finds it, once for all who use it', () => {
  const { document, definitions } = hoistDefinitions({
    sent: jsonSchema(segment, 'input'),
    answered: [jsonSchema(segment, 'output')],
  });
  expect(Object.keys(definitions)).toEqual(['Condition']);
  const text = JSON.stringify({ document, definitions });
  expect(text).not.toContain('$defs');
  expect(new Set(text.match(/"\$ref":"[^"]+"/g))).toEqual(
    new Set(['"$ref":"#/components/schemas/Condition"']),
  );
});

it('asks for a title of a schema that contains itself', () => {
  const list: z.ZodMiniType = z.lazy(() => z.array(list));
  expect(() => hoistDefinitions({ list: jsonSchema(z.object({ list }), 'input') })).toThrow('has no title');
});

it('refuses two schemas of one title', () => {
  const named = (kind: string) => ({ $defs: { a: { title: 'A', type: kind } }, $ref: '#/$defs/a' });
  expect(() => hoistDefinitions({ one: named('string'), two: named('number') })).toThrow('have the title A');
});
