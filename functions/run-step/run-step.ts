import type { RunStepTask } from '../../workflows/task.ts';
import type { Log } from '../shared/log.ts';
import { visitOf } from '../shared/told-failures.ts';
import type { Outside, Perform } from './outside.ts';
import { addToAudience } from './tasks/add-to-audience.ts';
import { branch } from './tasks/branch.ts';
import { emit } from './tasks/emit.ts';
import { end } from './tasks/end.ts';
import { exit } from './tasks/exit.ts';
import { issueCoupon } from './tasks/issue-coupon.ts';
import { issueReferralCode } from './tasks/issue-referral-code.ts';
import { moment } from './tasks/moment.ts';
import { removeFromAudience } from './tasks/remove-from-audience.ts';
import { setTraits } from './tasks/set-traits.ts';
import { wait } from './tasks/wait.ts';
import { waitTimedOut } from './tasks/wait-timed-out.ts';

type Tasks = { readonly [K in RunStepTask['kind']]: Perform<Extract<RunStepTask, { kind: K }>> };

const tasks: Tasks = {
  addToAudience,
  branch,
  emit,
  end,
  exit,
  issueCoupon,
  issueReferralCode,
  moment,
  removeFromAudience,
  setTraits,
  wait,
  waitTimedOut,
};

/** Carries out one step of a run: the task of a state of its execution. */
export const runStep =
  (outside: Outside, log: Log) =>
  async (task: RunStepTask): Promise<unknown> => {
    const perform = tasks[task.kind] as Perform<RunStepTask> | undefined;
    if (!perform)
      throw new Error(
        `${task.step}: unknown kind of task "${task.kind}"; known: ${Object.keys(tasks).join(', ')}`,
      );
    const result = await perform(task, outside, new Date());
    log.info('step', { ...visitOf(task), kind: task.kind });
    return result ?? {};
  };
