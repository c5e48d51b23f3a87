import * as z from 'zod/mini';
import { type ChannelId, messageChannels } from '../channels.ts';
import { encode } from '../compiler/jsonata.ts';
import { messageStates } from '../compiler/message-states.ts';
import { checkMessage } from './check-message.ts';
import { type CommonStep, common, type StepKind, straight } from './step.ts';
import { type DataFor, type TemplateOf, toData } from './template-options.ts';
import { checkTiming, type TimingOptions, timing } from './timing-options.ts';

const schema = z.strictObject({
  kind: z.literal('send'),
  ...common,
  ...timing,
  template: z.string().check(z.minLength(1)),
  channels: z.array(z.enum(messageChannels)).check(z.minLength(1)),
  data: z.optional(z.record(z.string(), z.unknown())),
});
type Send = z.output<typeof schema>;

/**
 * Sends a message by the first of the channels that the person has, agreed to, and that works at that moment. One that
 * may not be sent on any is no failure.
 */
export const send = <Id extends TemplateOf<'marketing' | 'transactional'>>(
  options: CommonStep &
    TimingOptions & { readonly template: Id; readonly channels: readonly ChannelId[] } & DataFor<Id>,
): Send => ({ kind: 'send', ...options, channels: [...options.channels], ...toData(options) });

export const sendStep: StepKind<Send> = {
  kind: 'send',
  schema,
  edges: straight,
  check(step, scope) {
    checkMessage(step, step.channels, scope);
    checkTiming(step, scope);
    const twice = step.channels.find((channel, index) => step.channels.indexOf(channel) !== index);
    if (twice) scope.report(`names the channel "${twice}" twice; once is enough`);
  },
  compile: (step, scope) =>
    messageStates(step, scope, {
      comment: `Send "${step.template}" by ${step.channels.join(', else ')}.`,
      template: step.template,
      channels: step.channels,
      data: encode(step.data ?? {}, scope.expression),
    }),
};
