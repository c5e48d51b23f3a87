import { referralCodeOf } from '../../../domain/rewards/referral-code.ts';
import type { IssueReferralCodeTask, IssueResult } from '../../../workflows/task.ts';
import { issued } from '../issued.ts';
import type { Perform } from '../outside.ts';
import { ownEvent } from '../own-event.ts';

/** Finds the person's referral code, or makes it; only then an event tells of it, once for ever. */
export const issueReferralCode: Perform<IssueReferralCodeTask> = async (
  task,
  { table, runs, line },
  now,
): Promise<IssueResult> => {
  const run = await runs.begin(task, now);
  const { person } = task.run;
  const { code, isNew } = await referralCodeOf(table, person);
  const event = { type: 'track', name: 'Referral Code Issued', properties: { code } } as const;
  const message = { ...ownEvent(task, run, event, now), messageId: `${person}/referral-code` };
  if (isNew) await line.send([message]);
  await runs.done(task, code, now);
  return issued(task.as, message, now.toISOString());
};
