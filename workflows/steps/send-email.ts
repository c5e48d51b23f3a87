import * as z from 'zod/mini';
import { checkData } from '../compiler/data.ts';
import { encode } from '../compiler/jsonata.ts';
import { stepState } from '../compiler/task-state.ts';
import { type CommonStep, common, type StepKind, straight } from './step.ts';
import { type DataFor, type TemplateOf, toData } from './template-options.ts';

const schema = z.strictObject({
  kind: z.literal('sendEmail'),
  ...common,
  template: z.string().check(z.minLength(1)),
  data: z.optional(z.record(z.string(), z.unknown())),
});
type SendEmail = z.output<typeof schema>;

/** Sends an email, if the person may be sent it at that moment; an email that may not be sent is no failure. */
export const sendEmail = <Id extends TemplateOf<'marketing' | 'transactional'>>(
  options: CommonStep & { readonly template: Id } & DataFor<Id>,
): SendEmail => ({ kind: 'sendEmail', ...options, ...toData(options) });

export const sendEmailStep: StepKind<SendEmail> = {
  kind: 'sendEmail',
  schema,
  edges: straight,
  check(step, scope) {
    const template = scope.template(step.template);
    if (!template) return;
    checkData({ what: `template "${template.id}"`, schema: template.data }, step.data, scope);
    if (template.kind === 'staff')
      scope.report(`template "${template.id}" is for staff; send it with notifyStaff`);
    if (template.kind === 'marketing' && template.topic !== scope.journey.topic)
      scope.report(
        `template "${template.id}" is marketing on "${template.topic}"; give the journey that topic, so that an unsubscribe ends it`,
      );
  },
  compile: (step, scope) =>
    stepState(step, scope, {
      comment: `Send the email "${step.template}".`,
      by: 'SendMessageArn',
      task: {
        kind: 'sendEmail',
        template: step.template,
        data: encode(step.data ?? {}, scope.expression),
      },
    }),
};
