import * as z from 'zod/mini';
import { encode } from '../compiler/jsonata.ts';
import { messageStates } from '../compiler/message-states.ts';
import { checkMessage } from './check-message.ts';
import { type CommonStep, common, type StepKind, straight } from './step.ts';
import { type DataFor, type TemplateOf, toData } from './template-options.ts';
import { checkTiming, type TimingOptions, timing } from './timing-options.ts';

const schema = z.strictObject({
  kind: z.literal('sendEmail'),
  ...common,
  ...timing,
  template: z.string().check(z.minLength(1)),
  data: z.optional(z.record(z.string(), z.unknown())),
});
type SendEmail = z.output<typeof schema>;

/** Sends an email, if the person may be sent it at that moment; an email that may not be sent is no failure. */
export const sendEmail = <Id extends TemplateOf<'marketing' | 'transactional'>>(
  options: CommonStep & TimingOptions & { readonly template: Id } & DataFor<Id>,
): SendEmail => ({ kind: 'sendEmail', ...options, ...toData(options) });

export const sendEmailStep: StepKind<SendEmail> = {
  kind: 'sendEmail',
  schema,
  edges: straight,
  check(step, scope) {
    checkMessage(step, ['email'], scope);
    checkTiming(step, scope);
  },
  compile: (step, scope) =>
    messageStates(step, scope, {
      comment: `Send the email "${step.template}".`,
      template: step.template,
      data: encode(step.data ?? {}, scope.expression),
    }),
};
