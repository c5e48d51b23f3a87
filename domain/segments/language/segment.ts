import * as z from 'zod/mini';
import type { Complaint } from '../../../workflows/sentences.ts';
import { type Condition, conditionSchema } from './condition.ts';
import { segmentId } from './conditions/segment.ts';
import type { Business } from './kind.ts';
import type { Leaf } from './memory/leaf.ts';
import { type Node, questionsOf } from './node.ts';
import { parseCondition } from './parse.ts';
import type { Question, Reads } from './question.ts';
import { nodeInWords } from './sentence.ts';

/** What a marketer says of a segment, besides its id. */
export const segmentFields = {
  name: z.string().check(z.minLength(1), z.maxLength(200)),
  where: conditionSchema,
};

export { segmentId };

/** A segment as it is kept. */
export interface SegmentDocument {
  readonly id: string;
  readonly name: string;
  readonly where: Condition;
  /** Counts its changes. */
  readonly version: number;
}

/** A segment that can be asked about people. */
export interface CompiledSegment extends SegmentDocument {
  /** Its condition as a sentence without its subject. */
  readonly says: string;
  readonly root: Node;
  /** What has to be remembered of events; each hash once. */
  readonly leaves: readonly Leaf[];
  readonly reads: Reads;
}

export type Compiled =
  | { readonly ok: true; readonly segment: CompiledSegment }
  | { readonly ok: false; readonly complaints: readonly Complaint[] };

/**
 * Compiles a segment, or says everything that is wrong with it: fields are dotted paths from the document on, as
 * `where.all.0.times`. A document that was kept is compiled too: what it names of the business may be gone.
 */
export function compileSegment(document: SegmentDocument, business: Business): Compiled {
  const parsed = parseCondition(document.where, business);
  if (!parsed.ok)
    return {
      ok: false,
      complaints: parsed.complaints.map(({ field, reason }) => ({
        field: field === '' ? 'where' : `where.${field}`,
        reason: field === '' ? `where: ${reason}` : `where.${reason}`,
      })),
    };
  const questions = questionsOf(parsed.node);
  const leaves = new Map(questions.flatMap((each) => each.leaves).map((leaf) => [leaf.hash, leaf]));
  return {
    ok: true,
    segment: {
      ...document,
      says: nodeInWords(parsed.node),
      root: parsed.node,
      leaves: [...leaves.values()],
      reads: readsOf(questions, [...leaves.values()]),
    },
  };
}

function readsOf(questions: readonly Question[], leaves: readonly Leaf[]): Reads {
  const all = questions.map(({ reads }) => reads);
  const every = <T>(of: (reads: Partial<Reads>) => readonly T[] | undefined): readonly T[] => [
    ...new Set(all.flatMap((reads) => of(reads) ?? [])),
  ];
  return {
    traits: every((reads) => reads.traits),
    identifiers: every((reads) => reads.identifiers),
    segments: every((reads) => reads.segments),
    audiences: every((reads) => reads.audiences),
    events: [...new Set(leaves.flatMap((leaf) => leaf.events))],
    consents: all.some((reads) => reads.consents),
    points: all.some((reads) => reads.points),
    zone: all.some((reads) => reads.zone),
  };
}
