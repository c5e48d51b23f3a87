import * as z from 'zod/mini';
import { encode } from '../compiler/jsonata.ts';
import { messageStates } from '../compiler/message-states.ts';
import type { Scope } from '../compiler/scope.ts';
import { asSchema } from '../event-filter.ts';
import { ref } from '../reference.ts';
import { type CommonStep, common, type StepKind, straight } from './step.ts';

const schema = z.strictObject({ kind: z.literal('sendCampaign'), ...common, reached: asSchema });
type SendCampaign = z.output<typeof schema>;

/**
 * Sends what a campaign says to the person. `reached` is the name under which the journey saved `Campaign Reached`; template,
 * words, channels and when it goes are the campaign's.
 */
export const sendCampaign = (options: CommonStep & { readonly reached: string }): SendCampaign => ({
  kind: 'sendCampaign',
  ...options,
});

/** By the names that a task has for them, see `CampaignRef`. */
const campaignOf = ({ reached }: SendCampaign) => ({
  id: ref(`${reached}.properties.campaign`),
  run: ref(`${reached}.properties.run`),
  variant: ref(`${reached}.properties.variant`),
});

export const sendCampaignStep: StepKind<SendCampaign> = {
  kind: 'sendCampaign',
  schema,
  edges: straight,
  check(step, scope: Scope) {
    for (const each of Object.values(campaignOf(step))) scope.field(each);
  },
  compile: (step, scope) =>
    messageStates(step, scope, {
      comment: 'Send what the campaign says.',
      campaign: encode(campaignOf(step), scope.expression),
    }),
};
