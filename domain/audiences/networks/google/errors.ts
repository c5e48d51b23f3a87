import * as z from 'zod/mini';
import { refusedAnswer } from '../common-verdict.ts';
import type { Answer, Change, Verdict } from '../network.ts';

const errorSchema = z.object({
  error: z.looseObject({
    status: z.optional(z.string()),
    details: z.optional(
      z.array(
        z.looseObject({
          fieldViolations: z.optional(z.array(z.looseObject({ field: z.optional(z.string()) }))),
        }),
      ),
    ),
  }),
});

/** Canonical codes that pass by themselves. */
const passing: ReadonlySet<string> = new Set([
  'RESOURCE_EXHAUSTED',
  'UNAVAILABLE',
  'DEADLINE_EXCEEDED',
  'INTERNAL',
  'ABORTED',
]);

/** What the owner can put right: access, the list's id, terms that are not accepted. */
const forOwner: ReadonlySet<string> = new Set(['PERMISSION_DENIED', 'NOT_FOUND', 'FAILED_PRECONDITION']);

const wordsOf = (answer: Answer) => {
  const parsed = errorSchema.safeParse(answer.body);
  return parsed.success ? parsed.data.error : undefined;
};

/** `audience_members[3].user_data…` in a refused request names the fourth member. */
function membersAtFault(answer: Answer): ReadonlySet<number> {
  const fields = wordsOf(answer)?.details?.flatMap(({ fieldViolations = [] }) => fieldViolations) ?? [];
  const indexes = fields.map(({ field = '' }) => /audience_?members\[(\d+)\]/i.exec(field)?.[1]);
  return new Set(indexes.filter((index) => index !== undefined).map(Number));
}

/** What a refused request means: for the members whom it names a refusal, for the others another try without them. */
export function errorVerdicts({ users }: Change, answer: Answer): readonly Verdict[] | Verdict {
  const reason = wordsOf(answer)?.status;
  if (reason === undefined) return refusedAnswer(answer);
  if (passing.has(reason)) return { kind: 'later', reason };
  const refused: Verdict = { kind: 'refused', reason, ...(forOwner.has(reason) && { again: true }) };
  const faulty = membersAtFault(answer);
  if (faulty.size === 0) return refused;
  return users.map((_, index) =>
    faulty.has(index) ? refused : { kind: 'later', reason: 'sent with a member that was refused' },
  );
}
