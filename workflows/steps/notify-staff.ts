import * as z from 'zod/mini';
import { checkData } from '../compiler/data.ts';
import { encode } from '../compiler/jsonata.ts';
import { stepState } from '../compiler/task-state.ts';
import { type CommonStep, common, type StepKind, straight } from './step.ts';
import { type DataFor, type TemplateOf, toData } from './template-options.ts';

const schema = z.strictObject({
  kind: z.literal('notifyStaff'),
  ...common,
  template: z.string().check(z.minLength(1)),
  data: z.optional(z.record(z.string(), z.unknown())),
});
type NotifyStaff = z.output<typeof schema>;

/** Sends the business itself a message about the person. */
export const notifyStaff = <Id extends TemplateOf<'staff'>>(
  options: CommonStep & { readonly template: Id } & DataFor<Id>,
): NotifyStaff => ({ kind: 'notifyStaff', ...options, ...toData(options) });

export const notifyStaffStep: StepKind<NotifyStaff> = {
  kind: 'notifyStaff',
  schema,
  edges: straight,
  check(step, scope) {
    const template = scope.template(step.template);
    if (!template) return;
    checkData({ what: `template "${template.id}"`, schema: template.data }, step.data, scope);
    if (template.kind !== 'staff')
      scope.report(`template "${template.id}" is for customers; send it with sendEmail`);
  },
  compile: (step, scope) =>
    stepState(step, scope, {
      comment: `Tell the staff: "${step.template}".`,
      by: 'SendMessageArn',
      task: {
        kind: 'notifyStaff',
        template: step.template,
        data: encode(step.data ?? {}, scope.expression),
      },
    }),
};
