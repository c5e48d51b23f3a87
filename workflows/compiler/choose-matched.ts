import { end, type Target } from '../steps/step.ts';
import type { ChoiceState } from './asl.ts';
import { closing } from './closing.ts';
import { evaluated } from './jsonata.ts';
import type { Scope } from './scope.ts';

export const chooseState = (step: string): string => `${step}: choose`;

/** The choice after a wait whose events lead to different places; undefined where all lead to one. */
export function chooseMatched(
  step: string,
  awaited: readonly { readonly event: string; readonly to: Target }[],
  scope: Scope,
): Readonly<Record<string, ChoiceState>> | undefined {
  const places = [...Map.groupBy(awaited.keys(), (index) => awaited[index]?.to ?? end)];
  const last = places.pop();
  if (!last || places.length === 0) return undefined;
  const stateOf = (target: Target) => (target === end ? closing.done : scope.stateOf(target));
  return {
    [chooseState(step)]: {
      Type: 'Choice',
      Comment: `Go on by the event that came: ${awaited.map(({ event }, index) => `${index} is ${event}`).join(', ')}.`,
      Choices: places.map(([target, indexes]) => ({
        Condition: evaluated(indexes.map((index) => `$matched = ${index}`).join(' or ')),
        Next: stateOf(target),
      })),
      Default: stateOf(last[0]),
    },
  };
}
