import { hasConsent } from '../../../domain/consent/consents.ts';
import { currentProfile } from '../../../domain/people/lineage.ts';
import type { Profile } from '../../../domain/people/profile.ts';
import { passes, property } from '../../../workflows/filter.ts';
import { holds } from '../../../workflows/person-condition.ts';
import type { BranchTask, PersonTest } from '../../../workflows/task.ts';
import type { Perform } from '../outside.ts';

const asks =
  (profile: Profile | undefined) =>
  (test: PersonTest): boolean => {
    if ('segment' in test) return profile?.segments?.includes(test.segment) ?? false;
    if ('trait' in test) return passes(property(profile?.traits, test.trait), test.is);
    return profile !== undefined && hasConsent(profile, test.consent.channel, test.consent.topic);
  };

/** Answers a branch's questions about the person: the first case that holds, or -1. */
export const branch: Perform<BranchTask> = async (task, { table, runs }, now) => {
  await runs.begin(task, now);
  const profile = await currentProfile(table, task.run.person);
  const found = task.cases.findIndex((condition) => holds(condition, asks(profile)));
  await runs.done(task, found < 0 ? 'otherwise' : `case ${found + 1}`, now);
  return { case: found };
};
