import * as z from 'zod/mini';
import { inheritedName, isInherited } from '../../../own.ts';
import { defineKind } from '../kind.ts';
import { lasting } from '../question.ts';

/** A segment's id, as a marketer chooses it. */
export const segmentId = z.string().check(
  z.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be lower-case letters, digits and single dashes'),
  z.maxLength(64),
  z.refine((id) => !isInherited(id), inheritedName),
);

/** `{"segment": "regulars"}` */
export const segment = defineKind(z.strictObject({ segment: segmentId }), ({ segment: id }) => {
  return {
    says: `in the segment ${id}`,
    leaves: [],
    reads: { segments: [id] },
    ask: ({ person }) => lasting(person.segments.has(id)),
    found: ({ person }) => (person.segments.has(id) ? 'in it' : 'not in it'),
  };
});
