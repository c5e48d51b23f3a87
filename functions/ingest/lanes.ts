import type { Identifiers } from '../../domain/people/identity-values.ts';

interface Named {
  readonly identifiers: Identifiers;
}

const namesOf = ({ identifiers }: Named): readonly string[] =>
  Object.entries(identifiers).map(([type, value]) => `${type}:${value}`);

/**
 * Parts calls into lanes that share no identifier, so that lanes may be resolved at the same time, while the calls of
 * one, which may name one person, keep their order.
 */
export function lanes<T extends Named>(calls: readonly T[]): readonly (readonly T[])[] {
  const parents = new Map<string, string>();
  const root = (name: string): string => {
    let at = name;
    for (let up = parents.get(at); up !== undefined; up = parents.get(at)) at = up;
    return at;
  };
  const laneOf = (call: T): string => root(namesOf(call)[0] ?? '');
  for (const call of calls) {
    for (const name of namesOf(call)) {
      const [one, other] = [root(name), laneOf(call)];
      if (one !== other) parents.set(one, other);
    }
  }
  return [...Map.groupBy(calls, laneOf).values()];
}

/** Runs `work` over items, at most `width` at a time. Rejects with the first error, when those under way have ended. */
export async function eachAtMost<T>(
  width: number,
  items: readonly T[],
  work: (item: T) => Promise<void>,
): Promise<void> {
  const queue = items.values();
  const worker = async (): Promise<void> => {
    for (const item of queue) await work(item);
  };
  const results = await Promise.allSettled(Array.from({ length: Math.min(width, items.length) }, worker));
  const failed = results.find((result) => result.status === 'rejected');
  if (failed) throw failed.reason;
}
