import type { SFNClient } from '@aws-sdk/client-sfn';
import type { AudienceQueue } from '../../domain/audiences/audience-queue.ts';
import type { Recording } from '../../domain/events/record.ts';
import type { Line } from '../../domain/line/line.ts';
import { dropHeld } from '../../domain/messages/drop-held.ts';
import { profileKey } from '../../domain/records.ts';
import type { RunRecord } from '../../domain/runs/run-record.ts';
import type { Runs } from '../../domain/runs/runs.ts';
import type { Waits } from '../../domain/runs/waits.ts';
import type { Changing } from '../../domain/schedules/change.ts';
import { isConditionFailure, type Table } from '../../domain/table.ts';
import type { Timetable } from '../../domain/timers/timetable.ts';
import type { Log } from '../shared/log.ts';
import { lookAtAudiences } from './audiences.ts';
import { startExecution, stopExecution } from './executions.ts';
import { finishMerge } from './merged.ts';
import { wake } from './wake.ts';

export interface Followers {
  readonly table: Table;
  readonly runs: Runs;
  readonly waits: Waits;
  readonly sfn: SFNClient;
  readonly line: Pick<Line, 'send'>;
  readonly audienceQueue: Pick<AudienceQueue, 'send'>;
  readonly clockwork: Changing['clockwork'];
  readonly timetable: Pick<Timetable, 'order'>;
  /** The business's zone, for people of whose own nothing is known. */
  readonly timezone: string;
  readonly log: Log;
}

/**
 * What follows from a recording, all of it safe to repeat: messages sent on, timers' calls ordered, audiences looked
 * at, executions stopped, runs woken, executions started. One run's trouble keeps no other run waiting; it is thrown
 * when everything else is done.
 */
export async function follow(followers: Followers, recording: Recording, now: Date): Promise<void> {
  const { sfn, runs, log } = followers;
  const { event, profile } = recording;
  if (event.emits) await followers.line.send(event.emits);
  if (event.minutes) await followers.timetable.order(event.minutes, now);
  await finishMerge(followers, event, profile, now);
  await lookAtAudiences(followers, event);
  const started = new Set(event.starts);
  const read = (ids: Iterable<string>) => Promise.all(Array.from(ids, (id) => runs.read(event.person, id)));
  const open = Object.keys(profile.openRuns).filter((id) => !started.has(id));
  const [stopped, waiting, starting] = await Promise.all([
    read(event.stops ?? []),
    read(open),
    read(started),
  ]);
  await each(log, stopped, async (run) => {
    await dropHeld(followers.table, run);
    await stopExecution(sfn, run);
    log.info('run stopped', { run: run.id, person: run.person, step: run.step });
  });
  await each(log, [...waiting, ...starting], async (run) => {
    if (!started.has(run.id)) return wake(followers, run, event, now);
    if (run.status !== 'running') return;
    await startExecution(sfn, run);
    log.info('run started', { run: run.id, person: run.person, journey: run.journey, event: event.id });
  });
  const over = open.filter((_, index) => isOver(waiting[index], event.seq));
  if (over.length > 0) await forget(followers.table, recording, over.slice(0, mostForgotten));
}

/** Does something for each run that is there, waits for all, tells of each error, and throws the first. */
async function each(
  log: Log,
  runs: readonly (RunRecord | undefined)[],
  act: (run: RunRecord) => Promise<void>,
): Promise<void> {
  const told = async (run: RunRecord): Promise<void> => {
    try {
      await act(run);
    } catch (error) {
      log.warn('run will be tried again', { run: run.id, person: run.person, step: run.step, error });
      throw error;
    }
  };
  const acts = await Promise.allSettled(runs.map((run) => run && told(run)));
  const failed = acts.find(({ status }) => status === 'rejected');
  if (failed?.status === 'rejected') throw failed.reason;
}

/** Whether a listed run is over, and not by this event, whose answer a redelivery may have to repeat. */
function isOver(run: RunRecord | undefined, seq: number): boolean {
  if (!run) return true;
  const outcome = run.wait?.outcome;
  return run.status !== 'running' && !(outcome && outcome.kind !== 'timedOut' && outcome.seq === seq);
}

/** An update expression ends at 4 KB; the next event takes out more. */
const mostForgotten = 100;

/**
 * Takes runs that are over from the profile's list, so that later events need not read them. Only from the very
 * profile that was recorded: a run that is redriven meanwhile is listed again, and must stay so.
 */
async function forget(table: Table, { profile }: Recording, runs: readonly string[]): Promise<void> {
  const names = Object.fromEntries(runs.map((run, index) => [`#r${index}`, run]));
  const paths = Object.keys(names).map((name) => `openRuns.${name}`);
  try {
    await table.update(profileKey(profile.id), `REMOVE ${paths.join(', ')} ADD version :one`, {
      condition: 'version = :version',
      names,
      values: { ':one': 1, ':version': profile.version },
    });
  } catch (error) {
    if (!isConditionFailure(error)) throw error;
  }
}
