import * as z from 'zod/mini';
import { evaluate } from '../../../domain/segments/language/evaluate.ts';
import { type Explanation, explain } from '../../../domain/segments/language/explain.ts';
import { personView } from '../../../domain/segments/language/person-view.ts';
import { memoryBefore, readPersonSegments } from '../../../domain/segments/person-segments.ts';
import { findPerson } from '../../shared/api/find-person.ts';
import { personId } from '../../shared/api/shapes.ts';
import { route } from '../route.ts';
import { explanationShape, segmentId } from '../shapes.ts';
import { findCompiled } from '../view.ts';

type Conditions = z.output<typeof explanationShape>['conditions'];

const conditionsOf = ({ parts = [], ...own }: Explanation, depth = 0): Conditions => [
  { depth, holds: own.holds, says: own.says, found: own.found ?? null, until: own.until ?? null },
  ...parts.flatMap((part) => conditionsOf(part, depth + 1)),
];

export const explainPersonSegment = route({
  method: 'GET',
  path: '/v1/people/{id}/segments/{segment}/explain',
  operationId: 'explainPersonSegment',
  scope: 'read',
  summary: 'Why a person is in a segment or is not, condition by condition, with what was found of them.',
  params: z.object({ id: personId, segment: segmentId }),
  answer: { status: 200, description: 'The reasons.', schema: explanationShape },
  problems: {
    404: 'Nobody has this id or identifier, or there is no such segment.',
    409: 'The segment cannot be understood any more.',
  },
  async handle({ params, now }, outside) {
    const { table, catalogue, timezone } = outside;
    const profile = await findPerson(table, params.id);
    const segment = await findCompiled(outside, params.segment);
    const { kept } = await catalogue.read(now);
    const state = await readPersonSegments(table, profile.id);
    const memory = await memoryBefore(table, profile, state, segment.leaves, kept);
    const view = personView(profile, new Set(Object.keys(state.in)), timezone, now);
    const answer = evaluate(segment, view, memory, now);
    return {
      segment: segment.id,
      sentence: segment.says,
      in: answer.in,
      since: state.in[segment.id] ?? null,
      until: answer.changesAt ?? null,
      conditions: conditionsOf(explain(segment, view, memory, now)),
    };
  },
});
