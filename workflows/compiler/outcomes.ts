import { end, type Target } from '../steps/step.ts';
import type { Catcher, ChoiceState } from './asl.ts';
import { closing } from './closing.ts';
import { evaluated, visited } from './jsonata.ts';
import type { Scope } from './scope.ts';
import { type Way, wayTo } from './task-state.ts';

/** One of the events that a wait listens for, and where it leads. */
interface Awaited {
  readonly event: string;
  readonly as?: string;
  readonly to: Target;
}

/** How a wait leads on by the event that came. */
interface Outcomes {
  /** By index: the error that answers the wait, undefined for an event that is the task's result. */
  readonly errors: readonly (string | undefined)[];
  readonly catches: readonly Catcher[];
  /** Where the result leads. */
  readonly to: Way;
  /** The choice that it leads to, where results lead to different places. */
  readonly choice?: Readonly<Record<string, ChoiceState>>;
}

export const chooseState = (step: string): string => `${step}: choose`;

/** A completed run needs no task to close it. */
const stateOf = (target: Target, scope: Scope): string =>
  target === end ? closing.done : scope.stateOf(target);

/** An error for each event that leads elsewhere; one event may lead to several places by its properties. */
function nameErrors(others: readonly Awaited[]): ReadonlyMap<Awaited, string> {
  const targets = new Map<string, Target>();
  const names = new Map<Awaited, string>();
  for (const awaited of others) {
    const { event, to } = awaited;
    let name = `Came: ${event}`;
    for (let n = 2; (targets.get(name) ?? to) !== to; n += 1) name = `Came: ${event} (${n})`;
    targets.set(name, to);
    names.set(awaited, name);
  }
  return names;
}

/**
 * The ways on from a wait, each without a state in between, which every customer would pay for: what carries an event
 * on is the task's result, and so is the first event where none does; every other event is an error of its own name,
 * caught to lead where it should. Only results that lead to different places need a choice. See
 * docs/adr/0007-events-lead-on-directly.md.
 */
export function outcomesOf(step: string, awaited: readonly Awaited[], scope: Scope): Outcomes {
  const carrying = awaited.filter(({ as, to }) => as !== undefined && to !== end);
  const usual = new Set((carrying.length > 0 ? carrying : awaited.slice(0, 1)).map(({ to }) => to));
  const names = nameErrors(awaited.filter(({ to }) => !usual.has(to)));
  const ways = new Map(Array.from(names, ([{ to }, name]) => [name, stateOf(to, scope)]));
  const errors = awaited.map((each) => names.get(each));
  const catches = Array.from(ways, ([name, Next]) => ({ ErrorEquals: [name], Output: visited, Next }));
  const [first = end, ...more] = usual;
  return more.length === 0
    ? { errors, catches, to: wayTo(first, scope) }
    : { errors, catches, to: { Next: chooseState(step) }, choice: chooseOf(step, awaited, usual, scope) };
}

function chooseOf(
  step: string,
  awaited: readonly Awaited[],
  usual: ReadonlySet<Target>,
  scope: Scope,
): Readonly<Record<string, ChoiceState>> {
  const results = [...awaited.entries()].filter(([, { to }]) => usual.has(to));
  const places = [...Map.groupBy(results, ([, { to }]) => to)];
  const [last = end] = places.pop() ?? [];
  return {
    [chooseState(step)]: {
      Type: 'Choice',
      Comment: `Go on by the event that came: ${results.map(([index, { event }]) => `${index} is ${event}`).join(', ')}.`,
      Choices: places.map(([target, indexes]) => ({
        Condition: evaluated(indexes.map(([index]) => `$matched = ${index}`).join(' or ')),
        Next: stateOf(target, scope),
      })),
      Default: stateOf(last, scope),
    },
  };
}
