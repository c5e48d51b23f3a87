import type { SFNClient } from '@aws-sdk/client-sfn';
import type { RecordedEvent } from '../../domain/events/recorded-event.ts';
import { dropHeld } from '../../domain/messages/drop-held.ts';
import { type Answer, answerOf } from '../../domain/runs/answer.ts';
import { ask } from '../../domain/runs/question.ts';
import type { RunRecord } from '../../domain/runs/run-record.ts';
import { pauseOf, type Waits } from '../../domain/runs/waits.ts';
import type { Table } from '../../domain/table.ts';
import { peopleMerged } from '../../workflows/events/people-merged.ts';
import type { Log } from '../shared/log.ts';
import { answerTask } from '../shared/task-answer.ts';

export interface Wakers {
  readonly table: Table;
  readonly waits: Waits;
  readonly sfn: SFNClient;
  readonly log: Log;
}

/**
 * Wakes a run that this event concerns. The event is only the occasion: the answer is the earliest match on the
 * timeline. If this event was what ended the pause and the answer may have been cut short, it is given again.
 */
export async function wake(
  { table, waits, sfn, log }: Wakers,
  run: RunRecord,
  event: RecordedEvent,
  now: Date,
): Promise<void> {
  const answer = async (token: string, given: Answer): Promise<void> => {
    await answerTask(sfn, token, given);
    const { id, person, step } = run;
    log.info('run woken', { run: id, person, step, event: event.id, answer: given.kind });
  };
  const decided = run.wait?.outcome;
  if (run.wait && decided && decided.kind !== 'timedOut' && decided.seq === event.seq) {
    if (decided.kind === 'exited') await dropHeld(table, run);
    return answer(run.wait.token, decided);
  }
  const pause = pauseOf(run);
  if (!pause || !(mayBring(event) || answerOf(run, pause.awaits, event))) return;
  const earliest = await ask(table, run, pause.awaits);
  const outcome = earliest && (await waits.win(run, earliest, now));
  if (outcome && outcome.kind !== 'timedOut') await answer(pause.token, outcome);
}

/** After a merge every open run is asked: what concerns it may have been recorded with the other. */
const mayBring = ({ name }: RecordedEvent): boolean => name === peopleMerged.name;
