import * as z from 'zod/mini';
import { addToAudienceStep } from './add-to-audience.ts';
import { branchStep } from './branch.ts';
import { delayStep } from './delay.ts';
import { emitStep } from './emit.ts';
import { exitStep } from './exit.ts';
import { issueCouponStep } from './issue-coupon.ts';
import { issueReferralCodeStep } from './issue-referral-code.ts';
import { notifyStaffStep } from './notify-staff.ts';
import { removeFromAudienceStep } from './remove-from-audience.ts';
import { replyStep } from './reply.ts';
import { sendStep } from './send.ts';
import { sendByNextStep } from './send-by-next.ts';
import { sendCampaignStep } from './send-campaign.ts';
import { sendEmailStep } from './send-email.ts';
import { setTraitsStep } from './set-traits.ts';
import type { StepKind } from './step.ts';
import { waitForStep } from './wait-for.ts';
import { waitUntilStep } from './wait-until.ts';

/** Every kind of step. */
const kinds = [
  sendStep,
  sendEmailStep,
  notifyStaffStep,
  waitForStep,
  delayStep,
  waitUntilStep,
  branchStep,
  setTraitsStep,
  emitStep,
  addToAudienceStep,
  removeFromAudienceStep,
  issueCouponStep,
  issueReferralCodeStep,
  replyStep,
  sendCampaignStep,
  sendByNextStep,
  exitStep,
] as const;

type StepOf<Kind> = Kind extends StepKind<infer Written> ? Written : never;
/** A step of a journey's document. */
export type Step = StepOf<(typeof kinds)[number]>;

const byKind: Readonly<Record<Step['kind'], StepKind<Step>>> = Object.fromEntries(
  kinds.map((kind) => [kind.kind, kind]),
) as Record<Step['kind'], StepKind<Step>>;

export const kindOf = (step: Step): StepKind<Step> => byKind[step.kind];

const [first, ...others] = kinds;
export const stepSchema = z.discriminatedUnion(
  'kind',
  [first.schema, ...others.map(({ schema }) => schema)],
  {
    error: `unknown kind of step; known: ${kinds.map(({ kind }) => kind).join(', ')}`,
  },
);
