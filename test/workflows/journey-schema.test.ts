import { expect, it } from 'vitest';
import { journeySchema } from '../../workflows/compiler/write-schema.ts';
import published from '../../workflows/journey.schema.json' with { type: 'json' };

it('the published JSON Schema is current (npm run journeys:schema writes it)', () => {
  expect(published).toEqual(JSON.parse(JSON.stringify(journeySchema())));
});
