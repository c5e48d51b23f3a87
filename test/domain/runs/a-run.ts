import type { RecordedEvent } from '../../../domain/events/recorded-event.ts';
import { newProfile } from '../../../domain/people/fold.ts';
import type { Profile } from '../../../domain/people/profile.ts';
import { eventKey, profileKey, runKey } from '../../../domain/records.ts';
import type { RunRecord } from '../../../domain/runs/run-record.ts';
import { Runs } from '../../../domain/runs/runs.ts';
import { Waits } from '../../../domain/runs/waits.ts';
import type { WaitTask, WaitTimedOutTask } from '../../../workflows/task.ts';
import { OutsideWorld } from '../../functions/outside-world.ts';

const person = 'per_abcdefghijklmnopqrstuvwx';
const id = 'run_abcdefghijklmnopqrstuvwx_abcdefghijklmnop';
const at = '2026-11-16T09:00:00.000Z';
export const now = new Date(at);

/** One run, entered by event 1 and left by `X`, on a table of its own. */
export class ARun extends OutsideWorld {
  readonly runs = new Runs(this.table);
  readonly waits = new Waits(this.table, this.runs);

  async begin(over: Partial<RunRecord> = {}): Promise<this> {
    await this.table.put({ ...newProfile(person, at), version: 1, seq: 1, openRuns: { [id]: 'small' } });
    const record: RunRecord = {
      ...runKey(person, id),
      id,
      person,
      journey: 'small',
      version: 'v',
      status: 'running',
      executionArn: `arn:aws:states:us-east-1:123456789012:execution:onward-small:${id}`,
      entry: { id: 'evt_1', seq: 1, name: 'E', at, properties: {} },
      entryAs: 'entry',
      hops: 0,
      floor: 1,
      consumed: [],
      exits: [{ event: 'X' }],
      visit: -1,
      history: [],
      startedAt: at,
      ...over,
    };
    await this.table.put(record);
    this.calls.length = 0;
    return this;
  }

  /** Puts an event on the timeline, as if `record-event` had died right after. */
  async happens(seq: number, name: string, hops = 0): Promise<void> {
    const event: RecordedEvent = {
      id: `evt_${seq}`,
      seq,
      at,
      name,
      hops,
      person,
      key: 'wk',
      messageId: `m-${seq}`,
      source: 'server',
      type: 'track',
      properties: {},
      timestamp: at,
    };
    await this.table.transact([
      { put: { ...eventKey(person, seq), ...event } },
      { key: profileKey(person), update: 'SET seq = :seq', values: { ':seq': seq } },
    ]);
  }

  change(status: RunRecord['status']): Promise<RunRecord> {
    return this.table.update(runKey(person, id), 'SET #status = :status', {
      names: { '#status': 'status' },
      values: { ':status': status },
    });
  }

  async record(): Promise<RunRecord> {
    return (await this.runs.read(person, id)) as RunRecord;
  }

  async profile(): Promise<Profile> {
    return (await this.table.get<Profile>(profileKey(person))) as Profile;
  }
}

export const task = (step: string, visit: number, last = false) => ({
  run: { id, person, journey: 'small', version: 'v' },
  step,
  visit,
  events: {},
  ...(last && { last }),
});

export const waitTask = (step: string, visit: number, over: Partial<WaitTask> = {}): WaitTask => ({
  kind: 'wait',
  ...task(step, visit),
  token: 'token',
  until: '2026-11-20T09:00:00Z',
  awaits: [{ event: 'A' }, { event: 'B', last: true }],
  ...over,
});

export const timedOutTask = (step: string, visit: number, last = false): WaitTimedOutTask => ({
  kind: 'waitTimedOut',
  ...task(step, visit, last),
  awaits: waitTask(step, visit).awaits,
});
