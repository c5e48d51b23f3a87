import * as z from 'zod/mini';
import { visitedWithResult } from '../compiler/jsonata.ts';
import { stepState } from '../compiler/task-state.ts';
import { asSchema } from '../event-filter.ts';
import { referralCodeIssued } from '../events/referral-code-issued.ts';
import { type CommonStep, common, type StepKind, straight } from './step.ts';

const schema = z.strictObject({ kind: z.literal('issueReferralCode'), ...common, as: asSchema });
type IssueReferralCode = z.output<typeof schema>;

/**
 * Makes the person's referral code, or finds the one that they have. Later steps know its `Referral Code Issued` as
 * `as`: `saved('referral', referralCodeIssued).properties.code`.
 */
export const issueReferralCode = (options: CommonStep & { readonly as: string }): IssueReferralCode => ({
  kind: 'issueReferralCode',
  ...options,
});

export const issueReferralCodeStep: StepKind<IssueReferralCode> = {
  kind: 'issueReferralCode',
  schema,
  edges: (step, next) =>
    straight(step, next).map((edge) => ({
      ...edge,
      saves: { as: step.as, event: referralCodeIssued.name },
    })),
  check: () => undefined,
  compile: (step, scope) =>
    stepState(step, scope, {
      comment: 'Find the code by which the person refers friends, or make it.',
      task: { kind: 'issueReferralCode', as: step.as },
      output: visitedWithResult,
    }),
};
