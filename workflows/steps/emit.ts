import * as z from 'zod/mini';
import { checkData } from '../compiler/data.ts';
import { encode } from '../compiler/jsonata.ts';
import { stepState } from '../compiler/task-state.ts';
import { eventNameSchema } from '../event-filter.ts';
import type { EventDefinition, Shape } from '../events/define-event.ts';
import type { Value } from '../reference.ts';
import { type CommonStep, common, type StepKind, straight } from './step.ts';

const schema = z.strictObject({
  kind: z.literal('emit'),
  ...common,
  event: eventNameSchema,
  properties: z.optional(z.record(z.string(), z.unknown())),
});
type Emit = z.output<typeof schema>;

type Input<Properties extends Shape> = z.input<z.ZodMiniObject<Properties>>;

/** Puts an event of Onward's own on the person's timeline, where it may enter or wake journeys. */
export const emit = <Properties extends Shape>({
  event,
  properties,
  ...options
}: CommonStep & {
  readonly event: EventDefinition<string, Properties>;
  readonly properties?: { readonly [K in keyof Input<Properties>]: Value<Input<Properties>[K]> };
}): Emit => ({
  kind: 'emit',
  ...options,
  event: event.name,
  ...(properties && { properties: { ...properties } }),
});

export const emitStep: StepKind<Emit> = {
  kind: 'emit',
  schema,
  edges: straight,
  check(step, scope) {
    const event = scope.event(step.event);
    if (!event) return;
    if (!event.from.includes('onward'))
      scope.report(`${event.name} is sent by ${event.from.join(', ')}, not by journeys; emit another event`);
    checkData({ what: event.name, schema: event.schema }, step.properties, scope);
  },
  compile: (step, scope) =>
    stepState(step, scope, {
      comment: `Put ${step.event} on the timeline.`,
      task: {
        kind: 'emit',
        event: step.event,
        properties: encode(step.properties ?? {}, scope.expression),
      },
    }),
};
