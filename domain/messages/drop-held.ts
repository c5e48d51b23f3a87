import { stepOfHold } from '../../workflows/hold-step.ts';
import { messageKey } from '../records.ts';
import type { RunRecord } from '../runs/run-record.ts';
import { isConditionFailure, type Table } from '../table.ts';
import type { NotSent } from './message-record.ts';

const reason: NotSent = 'run-ended';

/**
 * Closes the message that a run waited to send when it was ended: nobody comes back to it. Safe to repeat, and nothing for
 * a run that ended anywhere else.
 */
export async function dropHeld(
  table: Pick<Table, 'update'>,
  { person, id, step = '', visit }: Pick<RunRecord, 'person' | 'id' | 'step' | 'visit'>,
): Promise<void> {
  const sending = stepOfHold(step);
  if (sending === undefined) return;
  try {
    await table.update(
      messageKey(person, id, sending, visit),
      'SET #status = :skipped, reason = :reason REMOVE why',
      {
        condition: '#status = :held',
        names: { '#status': 'status' },
        values: { ':skipped': 'skipped', ':reason': reason, ':held': 'held' },
      },
    );
  } catch (error) {
    if (!isConditionFailure(error)) throw error;
  }
}
