import type { StatementUse } from '../../local/iam/access.ts';
import { grantsIn, grantsUsed } from '../iam/grant.ts';

/** A cloud whose decisions are watched. */
interface Watched {
  coverage(): readonly StatementUse[];
}

const watched = new Map<Watched, Map<StatementUse, Map<string, number>>>();

/** Notes from now on which grants a cloud's calls use. */
export function watch(cloud: Watched): void {
  watched.set(cloud, new Map());
}

/** Lets go of the clouds of a test file that is over. */
export function forgetClouds(): void {
  watched.clear();
}

/** The ids of the grants that were used since the last time this was asked. */
export function takeUsedGrants(): string[] {
  const used = new Set<string>();
  for (const [cloud, before] of watched) {
    for (const use of cloud.coverage()) {
      if (use.effect !== 'Allow') continue;
      const counted = before.get(use) ?? new Map<string, number>();
      const fresh = [...use.decided].filter(([question, count]) => count > (counted.get(question) ?? 0));
      if (fresh.length === 0) continue;
      const questions = fresh.map(([question]) => question);
      for (const { id } of grantsUsed(grantsIn(use), questions)) used.add(id);
      before.set(use, new Map(use.decided));
    }
  }
  return [...used];
}
