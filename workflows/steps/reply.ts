import * as z from 'zod/mini';
import { encode, evaluated } from '../compiler/jsonata.ts';
import type { Scope } from '../compiler/scope.ts';
import { stepState } from '../compiler/task-state.ts';
import { asSchema } from '../event-filter.ts';
import { ref } from '../reference.ts';
import { channelsOf } from '../templates/define-template.ts';
import { checkMessage } from './check-message.ts';
import { type CommonStep, common, type StepKind, straight } from './step.ts';
import { type DataFor, type TemplateOf, toData } from './template-options.ts';

const schema = z.strictObject({
  kind: z.literal('reply'),
  ...common,
  template: z.string().check(z.minLength(1)),
  to: asSchema,
  data: z.optional(z.record(z.string(), z.unknown())),
});
type Reply = z.output<typeof schema>;

/**
 * Answers in a conversation: on its channel, to who wrote, in the thread of an email. `to` is the name under which the
 * journey saved an event of the conversation, as `Booking Offered`.
 */
export const reply = <Id extends TemplateOf<'transactional'>>(
  options: CommonStep & { readonly template: Id; readonly to: string } & DataFor<Id>,
): Reply => ({ kind: 'reply', ...options, ...toData(options) });

/** The fields by which an event belongs to a conversation, see `conversationFields`. */
const wayBack = ['thread', 'to', 'subject', 'references'] as const;

const field = ({ to }: Reply, name: string) => ref(`${to}.properties.${name}`);

function check(step: Reply, scope: Scope): void {
  const template = scope.template(step.template);
  checkMessage(step, template ? channelsOf(template) : [], scope);
  if (template?.kind === 'marketing')
    scope.report(
      `template "${template.id}" is marketing; who asked something gets an answer, send that another time`,
    );
  for (const name of ['channel', ...wayBack]) scope.field(field(step, name));
}

export const replyStep: StepKind<Reply> = {
  kind: 'reply',
  schema,
  edges: straight,
  check,
  compile: (step, scope) =>
    stepState(step, scope, {
      comment: `Answer "${step.template}" in the conversation.`,
      by: 'SendMessageArn',
      task: {
        kind: 'send',
        template: step.template,
        channels: evaluated(`[${scope.expression(field(step, 'channel'))}]`),
        conversation: encode(
          Object.fromEntries(wayBack.map((name) => [name, field(step, name)])),
          scope.expression,
        ),
        data: encode(step.data ?? {}, scope.expression),
      },
    }),
};
