import * as z from 'zod/mini';
import { encode } from '../compiler/jsonata.ts';
import { messageStates } from '../compiler/message-states.ts';
import type { Scope } from '../compiler/scope.ts';
import { asSchema } from '../event-filter.ts';
import { ref } from '../reference.ts';
import { type CommonStep, common, type StepKind, straight } from './step.ts';

const schema = z.strictObject({ kind: z.literal('sendByNext'), ...common, undelivered: asSchema });
type SendByNext = z.output<typeof schema>;

/**
 * Sends a message by the next of its channels. `undelivered` is the name under which the journey saved `Message Undelivered`;
 * what is sent, and by which channels, is as the message's own step had it.
 */
export const sendByNext = (options: CommonStep & { readonly undelivered: string }): SendByNext => ({
  kind: 'sendByNext',
  ...options,
});

/** By the names that a task has for them, see `MessageRef`. */
const messageOf = ({ undelivered }: SendByNext) => ({
  run: ref(`${undelivered}.properties.run`),
  step: ref(`${undelivered}.properties.step`),
  visit: ref(`${undelivered}.properties.visit`),
});

export const sendByNextStep: StepKind<SendByNext> = {
  kind: 'sendByNext',
  schema,
  edges: straight,
  check(step, scope: Scope) {
    for (const each of Object.values(messageOf(step))) scope.field(each);
  },
  compile: (step, scope) =>
    messageStates(step, scope, {
      comment: 'Send the message by the next of its channels.',
      message: encode(messageOf(step), scope.expression),
    }),
};
