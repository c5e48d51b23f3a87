import * as z from 'zod/mini';
import { checkDuration, checkMoment, isLocalTime, untilMoment } from '../compiler/deadline.ts';
import { evaluated } from '../compiler/jsonata.ts';
import type { Scope } from '../compiler/scope.ts';
import { type Duration, durationSchema } from '../duration.ts';
import { type Moment, momentSchema } from '../moment.ts';
import { type Priority, priorities } from '../priority.ts';
import type { CommonStep, Target } from './step.ts';

/** What a step that sends may say about when. */
export const timing = {
  priority: z.optional(z.enum(priorities)),
  expires: z.optional(
    z.union([durationSchema, momentSchema], {
      error: 'must be a duration such as "PT48H", or a moment: at(…), hoursBefore(…) or after(…)',
    }),
  ),
  at: z.optional(z.literal('best-time')),
};

export interface TimingOptions {
  /** How much it matters, `normal` if left out: what the person has just asked for is `high`, and passes rules that hold others. */
  readonly priority?: Priority;
  /**
   * For how long it is worth sending once it has to wait, or until which moment; `messaging.json` says it for those
   * that do not. What could only be sent later is not sent.
   */
  readonly expires?: Duration | Moment;
  /** Sends it at the hour, within a day, at which this person mostly reads. */
  readonly at?: 'best-time';
}

export function checkTiming({ expires }: TimingOptions, scope: Scope): void {
  if (typeof expires === 'string') checkDuration(expires, scope);
  else if (expires && isLocalTime(expires))
    scope.report(
      'expires: localTime has no meaning here; give a duration, at(…), hoursBefore(…) or after(…)',
    );
  else if (expires) checkMoment(expires, scope);
}

/** What the task is told about when: its state catches `Deferred`, so it may be held. */
export function timingTask(
  step: CommonStep & TimingOptions,
  next: Target,
  scope: Scope,
): Readonly<Record<string, unknown>> {
  const { priority, expires, at } = step;
  return {
    holds: true,
    ...(priority && { priority }),
    ...(typeof expires === 'string' && { expires }),
    ...(typeof expires === 'object' && {
      worthUntil: evaluated(`$fromMillis(${untilMoment(expires, step, next, scope).millis})`),
    }),
    ...(at && { at }),
  };
}
