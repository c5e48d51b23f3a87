import * as z from 'zod/mini';
import { compileSegment, segmentFields } from '../../../domain/segments/language/segment.ts';
import { preview } from '../../../domain/segments/preview.ts';
import { refused } from '../refused.ts';
import { route } from '../route.ts';
import { previewShape, saidShape } from '../shapes.ts';

/** After so long no more people are asked, in milliseconds: the answer is then an estimate, within API Gateway's 30 s. */
const longest = 15_000;

export const previewSegment = route({
  method: 'POST',
  path: '/v1/segments/preview',
  operationId: 'previewSegment',
  scope: 'read',
  summary: 'How many people would be in a segment, and some of them, without saving it.',
  /** A segment as it will be saved, or its condition alone. */
  body: z.extend(saidShape, { name: z.optional(segmentFields.name) }),
  answer: {
    status: 200,
    description: 'The count, exact or as an estimate, and a sample.',
    schema: previewShape,
  },
  async handle({ body: { where }, now }, { table, catalogue, business, timezone }) {
    const compiled = compileSegment({ id: 'preview', name: 'preview', version: 0, where }, business);
    if (!compiled.ok) throw refused(compiled.complaints);
    const until = performance.now() + longest;
    const { sample, ...counted } = await preview(
      { table, catalogue: await catalogue.read(now), timezone, hasTime: () => performance.now() < until },
      compiled.segment,
      now,
    );
    return {
      sentence: compiled.segment.says,
      ...counted,
      sample: sample.map(({ id, identifiers, traits }) => ({ id, identifiers, traits })) as z.output<
        typeof previewShape
      >['sample'],
    };
  },
});
