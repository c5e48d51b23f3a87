import type { SFNClient } from '@aws-sdk/client-sfn';
import type { SQSClient } from '@aws-sdk/client-sqs';
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { Poison } from '../../domain/events/poison.ts';
import { type Recording, type RecordOptions, record } from '../../domain/events/record.ts';
import type { LineMessage } from '../../domain/events/recorded-event.ts';
import { profileKey } from '../../domain/records.ts';
import type { RunRecord } from '../../domain/runs/run-record.ts';
import { Runs } from '../../domain/runs/runs.ts';
import type { Table } from '../../domain/table.ts';
import type { Log } from '../shared/log.ts';
import { deadLetter, isPoison } from './dead-letters.ts';
import { startExecution, stopExecution } from './executions.ts';
import { inOrder } from './in-order.ts';
import { wake } from './wake.ts';

export interface Outside extends RecordOptions {
  readonly table: Table;
  readonly sfn: SFNClient;
  readonly sqs: SQSClient;
  readonly deadLettersUrl: string;
  readonly log: Log;
}

/** Takes a batch off the line: records each message, then finishes what follows from it, which is safe to repeat. */
export const recordEvents =
  (outside: Outside) =>
  (batch: SQSEvent): Promise<SQSBatchResponse> =>
    inOrder(
      batch.Records,
      (record) => takeOrBury(outside, record),
      (record, error) => outside.log.warn('will be tried again', { messageId: record.messageId, error }),
    );

async function takeOrBury(outside: Outside, sqsRecord: SQSRecord): Promise<void> {
  try {
    await take(outside, parse(sqsRecord.body));
  } catch (error) {
    if (!isPoison(sqsRecord, error)) throw error;
    outside.log.error('dead-lettered', { messageId: sqsRecord.messageId, error });
    await deadLetter(outside.sqs, outside.deadLettersUrl, sqsRecord, error);
  }
}

function parse(body: string): LineMessage {
  try {
    const message = JSON.parse(body) as LineMessage;
    if (message.v === 1 && message.person && message.key && message.messageId && message.name) return message;
  } catch (error) {
    throw new Poison(`the body is not JSON: ${error instanceof Error ? error.message : error}`);
  }
  throw new Poison('the body is no message of the line: v 1, person, key, messageId and name are required');
}

async function take(outside: Outside, message: LineMessage): Promise<void> {
  const runs = new Runs(outside.table);
  const recording = await record(outside.table, runs, message, outside, new Date());
  const { person, id, seq, name } = recording.event;
  outside.log.info(recording.again ? 'recorded before' : 'recorded', { person, event: id, seq, name });
  await follow(outside, runs, recording);
}

/** What follows from a recording: executions stopped, runs woken, executions started. */
async function follow(outside: Outside, runs: Runs, { event, profile }: Recording): Promise<void> {
  const { sfn, table } = outside;
  const started = new Set(event.starts);
  const read = (ids: Iterable<string>) => Promise.all(Array.from(ids, (id) => runs.read(event.person, id)));
  const isRun = (run: RunRecord | undefined): run is RunRecord => run !== undefined;

  const open = Object.keys(profile.openRuns).filter((id) => !started.has(id));
  const [stopped, waiting, starting] = await Promise.all([
    read(event.stops ?? []),
    read(open),
    read(started),
  ]);
  await Promise.all(stopped.filter(isRun).map((run) => stopExecution(sfn, run)));
  await Promise.all(waiting.filter(isRun).map((run) => wake({ table, runs, sfn }, run, event, new Date())));
  await Promise.all(
    starting
      .filter((run) => run?.status === 'running')
      .filter(isRun)
      .map((run) => startExecution(sfn, run)),
  );
  const closed = open.filter((_, index) => isOver(waiting[index], event.seq));
  if (closed.length > 0) await forget(table, event.person, closed);
}

/** Whether a listed run is over, and not by this event, whose answer a redelivery may have to repeat. */
const isOver = (run: RunRecord | undefined, seq: number): boolean => {
  if (!run) return true;
  const outcome = run.wait?.outcome;
  return run.status !== 'running' && !(outcome && outcome.kind !== 'timedOut' && outcome.seq === seq);
};

/** Takes runs that are over from the profile's list, so that later events need not read them. */
async function forget(table: Table, person: string, runs: readonly string[]): Promise<void> {
  const names = Object.fromEntries(runs.map((run, index) => [`#r${index}`, run]));
  const paths = Object.keys(names).map((name) => `openRuns.${name}`);
  await table.update(profileKey(person), `REMOVE ${paths.join(', ')} ADD version :one`, {
    names,
    values: { ':one': 1 },
  });
}
