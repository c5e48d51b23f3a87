import * as z from 'zod/mini';
import type { State } from '../compiler/asl.ts';
import {
  checkDuration,
  checkMoment,
  fromNow,
  isLocalTime,
  momentInWords,
  momentState,
  untilMoment,
} from '../compiler/deadline.ts';
import { encode, evaluated, unchanged, visited } from '../compiler/jsonata.ts';
import { outcomesOf } from '../compiler/outcomes.ts';
import { pause } from '../compiler/pause.ts';
import type { Scope } from '../compiler/scope.ts';
import { failureCatch, taskState, wayTo } from '../compiler/task-state.ts';
import { type Duration, durationSchema } from '../duration.ts';
import {
  asSchema,
  type DocumentFilter,
  type FilterOptions,
  filterFields,
  toFilter,
} from '../event-filter.ts';
import type { Shape } from '../events/define-event.ts';
import { type Moment, momentSchema } from '../moment.ts';
import { taskErrors } from '../task.ts';
import { type CommonStep, common, end, type StepKind, type Target, targetSchema } from './step.ts';

const timeoutSchema = z.union([z.literal(end), z.strictObject({ next: targetSchema })], {
  error: 'no timeout branch; say what happens when nothing comes: timeout: {next: "<step>"} or "end"',
});
const awaitedSchema = z.strictObject({
  ...filterFields,
  as: z.optional(asSchema),
  next: z.optional(targetSchema),
});
const schema = z.strictObject({
  kind: z.literal('waitFor'),
  ...common,
  on: z.array(awaitedSchema).check(z.minLength(1)),
  within: z.optional(durationSchema),
  until: z.optional(momentSchema),
  timeout: timeoutSchema,
  ifAlreadyPast: z.optional(targetSchema),
});
type WaitFor = z.output<typeof schema>;
type Tests = DocumentFilter['where'];

interface AwaitedOptions<Properties extends Shape> extends FilterOptions<Properties> {
  /** The name under which later steps know the event. */
  readonly as?: string;
  readonly next?: Target;
}

type For = { readonly within: Duration } | { readonly until: Moment; readonly ifAlreadyPast?: Target };

/**
 * Waits for the first of several events since the run was entered, or since its last `waitFor` that timed out.
 * `ifAlreadyPast` is where it goes on when the moment is past before it has begun to wait.
 */
export const waitFor = <const Shapes extends readonly Shape[]>({
  on,
  ...options
}: CommonStep &
  For & {
    readonly on: { readonly [I in keyof Shapes]: AwaitedOptions<Shapes[I]> };
    readonly timeout: WaitFor['timeout'];
  }): WaitFor => ({
  kind: 'waitFor',
  ...options,
  on: on.map(({ as, next, ...filter }) => ({
    ...toFilter(filter),
    ...(as !== undefined && { as }),
    ...(next !== undefined && { next }),
  })),
});

const timeoutTarget = ({ timeout }: WaitFor): Target => (timeout === end ? end : timeout.next);
const timedOutState = (step: string): string => `${step}: timed out`;

/** Two literal values of one property that differ: no event is both. */
const excludes = (left: Tests, right: Tests): boolean =>
  Object.entries(left ?? {}).some(([path, test]) => {
    const other = right?.[path];
    return typeof test !== 'object' && other !== undefined && typeof other !== 'object' && test !== other;
  });

/** Unless entry events are passed on, the journey's re-entry rule takes them before any wait sees them. */
function checkEntry({ on }: WaitFor, scope: Scope): void {
  const { entry, reEntry } = scope.journey;
  if (reEntry === 'pass') return;
  for (const { event, where } of on)
    if (event === entry.event && !excludes(entry.where, where))
      scope.report(
        `waits for ${event}, which never comes, because reEntry is "${reEntry}"; make that "pass", or wait for something else`,
      );
}

/** The state's input after one more visit, with the event that ended the wait under its name. */
const withEvents = evaluated(
  "$merge([$states.input, {'visit': $states.input.visit + 1, 'events': $merge([$states.input.events, $states.result.events])}])",
);

export const waitForStep: StepKind<WaitFor> = {
  kind: 'waitFor',
  schema,
  edges(step, following) {
    const next = step.next ?? following;
    return [
      ...step.on.map(({ as, event, next: target = next }) => ({
        to: target,
        pauses: true,
        ...(as !== undefined && { saves: { as, event } }),
      })),
      { to: timeoutTarget(step), pauses: step.within !== undefined },
      ...(step.ifAlreadyPast ? [{ to: step.ifAlreadyPast }] : []),
    ];
  },
  check(step, scope) {
    for (const awaited of step.on) scope.checkFilter(awaited);
    checkEntry(step, scope);
    if (step.within) checkDuration(step.within, scope);
    if (step.until) checkMoment(step.until, scope);
    if ((step.within === undefined) === (step.until === undefined))
      scope.report('says not how long it waits; give either within or until');
    if (step.ifAlreadyPast && !step.until)
      scope.report('ifAlreadyPast has no meaning with within; remove it, or give until');
  },
  entry: (step) => (step.until && isLocalTime(step.until) ? momentState(step.id) : step.id),
  compile(step, scope): Readonly<Record<string, State>> {
    const next = step.next ?? scope.next;
    const awaited = step.on.map(({ next: to = next, ...rest }) => ({ ...rest, to }));
    const { errors, catches, to, choice } = outcomesOf(step.id, awaited, scope);
    const awaits = awaited.map(({ event, where, as, to: target }, index) =>
      encode(
        { event, where, as, error: errors[index], ...(target === end && { last: true }) },
        scope.expression,
      ),
    );
    const timeout = timeoutTarget(step);
    const names = [...new Set(step.on.map(({ event }) => event))].join(' or ');
    const saves = step.on.some(({ as }) => as !== undefined);
    const timedOut = timedOutState(step.id);
    return {
      ...pause({
        step,
        scope,
        comment: `Wait for ${names}, ${step.until ? momentInWords(step.until) : `at most ${step.within}`}.`,
        deadline: step.until ? untilMoment(step.until, step, next, scope) : fromNow(step.within ?? 'PT0S'),
        next,
        awaits,
        elsewhere: catches,
        ifAlreadyPast: step.ifAlreadyPast,
        timeout: { Next: timedOut, Output: unchanged },
        output: saves ? withEvents : visited,
        ...(choice ? { assign: { matched: evaluated('$states.result.matched') } } : {}),
        to,
      }),
      ...choice,
      [timedOut]: taskState({
        comment: `No ${names} in time, unless one was recorded first.`,
        task: { kind: 'waitTimedOut', step: step.id, awaits },
        catches: [
          { ErrorEquals: [taskErrors.matched], Output: unchanged, Next: step.id },
          ...failureCatch(step, next, scope),
        ],
        to: wayTo(timeout, scope),
      }),
    };
  },
};
