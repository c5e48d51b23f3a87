import type { NormalizedSchema } from '@smithy/core/schema';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { catalogue } from '../../../local/wire/catalogue.ts';
import { openCloud } from '../../support/local-cloud.ts';
import { probe } from './probe.ts';

const deepest = 5;
const callsEach = 40;

const texts = fc.constantFrom(
  ...[
    '',
    'a',
    'x'.repeat(300),
    'ü💥\u0000',
    '{',
    '{"a":1}',
    '[]',
    '-1',
    '$',
    '../..',
    '%',
    'rate(5 minutes)',
  ],
  ...['me@example.com', 'http://localhost:4566/123456789012/q', 'arn:aws:sns:us-east-1:123456789012:t'],
  ...['arn:aws:states:us-east-1:123456789012:stateMachine:m', 'OFF', 'ALL', 'cron(* * * * ? *)'],
);
const numbers = fc.constantFrom(0, 1, -1, 10, 1.5, 1e9, 2_147_483_648, 1e300);
/** What no shape of AWS's takes at its place. */
const misfits = fc.constantFrom<unknown>(null, [], {}, 0, true, 'text', [null], [[]], { a: null });

/** Calls as AWS's model has them, some of them with a misfit somewhere. */
function callsOf(schema: NormalizedSchema, depth = 0): fc.Arbitrary<unknown> {
  const fitting = fittingTo(schema, depth);
  return fc.oneof({ weight: 30, arbitrary: fitting }, { weight: 1, arbitrary: misfits });
}

function fittingTo(schema: NormalizedSchema, depth: number): fc.Arbitrary<unknown> {
  if (depth > deepest) return fc.constant(null);
  if (schema.isStructSchema()) {
    const members = [...schema.structIterator()].map(([name, member]) => [
      member.getMergedTraits().jsonName ?? name,
      callsOf(member, depth + 1),
    ]);
    return fc.record(Object.fromEntries(members), { requiredKeys: [] });
  }
  if (schema.isListSchema()) return fc.array(callsOf(schema.getValueSchema(), depth + 1), { maxLength: 3 });
  if (schema.isMapSchema())
    return fc.dictionary(texts, callsOf(schema.getValueSchema(), depth + 1), {
      maxKeys: 2,
      noNullPrototype: true,
    });
  if (schema.isBooleanSchema()) return fc.boolean();
  return schema.isNumericSchema() || schema.isTimestampSchema() ? numbers : texts;
}

it.each(catalogue)('$id takes or refuses whatever it is called with, and never breaks', async (service) => {
  const cloud = await openCloud({ resources: {} }, { awsPort: 0, frozenAt: undefined });
  for (const operation of (await service.model()).operations.values()) {
    const generated = fc.sample(callsOf(operation.input), { numRuns: callsEach, seed: 1 });
    for (const members of generated) {
      const { status, text } = await probe(cloud.awsOrigin, service, operation, members);
      const call = `${operation.name} ${JSON.stringify(members)} answers ${text}`;
      expect(status, call).toBeLessThan(500);
      if (text.includes('the local cloud does not know')) break;
    }
  }
});
