import * as z from 'zod/mini';
import type { State } from '../compiler/asl.ts';
import type { Scope } from '../compiler/scope.ts';

/** A step's id, or `end`. */
export type Target = string;

/** The target that is no step: the run completes. */
export const end = 'end';

/** Ids become names of states: what is built around them must fit into 80 characters. */
export const idSchema = z
  .string()
  .check(
    z.regex(
      /^(?!end$)[a-z][a-z0-9-]{0,59}$/,
      'must be lower-case letters, digits and -, at most 60, and not "end"',
    ),
  );
export const targetSchema = z
  .string()
  .check(z.regex(/^[a-z][a-z0-9-]{0,59}$/, 'must be the id of a step, or "end"'));

const failureSchema = z.union([z.literal(['fail', 'continue']), z.strictObject({ next: targetSchema })], {
  error: 'must be "fail", "continue" or {next: "<step>"}',
});
/**
 * What follows when a step has failed and its retries are used up: the run fails and can be redriven (`fail`, the
 * default), it goes on as if nothing had happened (`continue`), or somewhere else.
 */
export type Failure = z.output<typeof failureSchema>;

/** What every step may say. */
export const common = {
  id: idSchema,
  /** Where it goes on; the step written next if left out. */
  next: z.optional(targetSchema),
  onFailure: z.optional(failureSchema),
};

export interface CommonStep {
  readonly id: string;
  readonly next?: Target;
  readonly onFailure?: Failure;
}

/** A way on from a step. */
export interface Edge {
  readonly to: Target;
  /** The event that later steps know on this way. */
  readonly saves?: { readonly as: string; readonly event: string };
  /** Whether time has passed or something new has happened on this way, so that going round it is no endless loop. */
  readonly pauses?: boolean;
}

/** A kind of step: how it is written, where it leads, what may be wrong with it, and what it becomes. */
export interface StepKind<Step extends CommonStep & { readonly kind: string }> {
  readonly kind: Step['kind'];
  readonly schema: z.ZodMiniType<Step> & z.core.$ZodTypeDiscriminable<'kind'>;
  /** The ways on, besides the one after a failure. `next` is where it goes on if it does not say. */
  edges(step: Step, next: Target): readonly Edge[];
  /** Reports to the scope what only the whole journey and the catalogue can tell to be wrong. */
  check(step: Step, scope: Scope): void;
  /** The name of the state that it begins with, where that is not its id. */
  entry?(step: Step): string;
  /** Its states by name. Called only once nothing was found to be wrong. */
  compile(step: Step, scope: Scope): Readonly<Record<string, State>>;
}

/** The one way on from a step that does something and goes on. */
export const straight = (step: CommonStep, next: Target): readonly Edge[] => [{ to: step.next ?? next }];
