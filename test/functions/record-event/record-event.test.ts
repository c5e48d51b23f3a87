import type { SFNClient } from '@aws-sdk/client-sfn';
import type { SQSClient } from '@aws-sdk/client-sqs';
import type { SQSRecord } from 'aws-lambda';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Profile } from '../../../domain/people/profile.ts';
import { profileKey, runKey } from '../../../domain/records.ts';
import { Runs } from '../../../domain/runs/runs.ts';
import { Waits } from '../../../domain/runs/waits.ts';
import { recordEvents } from '../../../functions/record-event/record-event.ts';
import type { Journey } from '../../../workflows/journey.ts';
import { OutsideWorld, silent, stillClockwork } from '../outside-world.ts';

const person = 'per_abcdefghijklmnopqrstuvwx';
const journeyOf = (id: string): Journey => ({
  id,
  title: id,
  entry: { event: 'E', as: 'entry' },
  reEntry: 'ignore',
  steps: [{ kind: 'exit', id: 'leave', reason: 'nothing to do' }],
});

let world: OutsideWorld;
let started: string[];
let buried: number;
/** What Step Functions and SQS throw at calls, by the calls' names. */
let troubles: Record<string, Error[]>;
beforeEach(() => {
  world = new OutsideWorld();
  started = [];
  buried = 0;
  troubles = {};
});

const named = (name: string, more: object = {}) => Object.assign(new Error(name), { name, ...more });

async function deliver(name: string, messageId: string, journeys = [journeyOf('one'), journeyOf('two')]) {
  const send = async (command: {
    readonly constructor: { readonly name: string };
    readonly input: { readonly name?: string };
  }) => {
    const call = command.constructor.name.replace('Command', '');
    const trouble = troubles[call]?.shift();
    if (trouble) throw trouble;
    if (call === 'StartExecution') started.push(command.input.name ?? '');
    if (call === 'SendMessage') buried += 1;
  };
  const runs = new Runs(world.table);
  const message = { v: 1, person, key: 'wk', messageId, name, properties: {}, hops: 0 };
  const handle = recordEvents({
    table: world.table,
    runs,
    waits: new Waits(world.table, runs),
    sfn: { send } as Pick<SFNClient, 'send'> as SFNClient,
    sqs: { send } as Pick<SQSClient, 'send'> as SQSClient,
    deadLettersUrl: 'https://queue',
    journeys,
    rules: {},
    upkeeps: [],
    clockwork: stillClockwork,
    timezone: 'America/New_York',
    timetable: { order: async () => undefined },
    line: { send: async () => undefined },
    audienceQueue: { send: async () => undefined },
    arnPrefix: 'arn:aws:states:us-east-1:123456789012:stateMachine:onward-',
    log: silent,
  });
  const record = { messageId, body: JSON.stringify(message), attributes: { ApproximateReceiveCount: '1' } };
  return (await handle({ Records: [record as SQSRecord] })).batchItemFailures.length === 0;
}

describe('recording an event', () => {
  it('starts each run in spite of another’s trouble, and comes back for that one', async () => {
    troubles.StartExecution = [named('StateMachineDoesNotExist')];
    expect(await deliver('E', 'm-1')).toBe(false);
    expect(started).toHaveLength(1);
    expect(await deliver('E', 'm-1')).toBe(true);
    expect(new Set(started)).toHaveProperty('size', 2);
  });

  it('goes on when another transaction was under way', async () => {
    let conflicts = 2;
    world.before = (call) => {
      if (call === 'TransactWriteItems' && conflicts-- > 0)
        throw named('TransactionCanceledException', {
          CancellationReasons: [{ Code: 'None' }, { Code: 'None' }, { Code: 'TransactionConflict' }],
        });
    };
    expect(await deliver('E', 'm-1')).toBe(true);
    expect(started).toHaveLength(2);
  });

  it('is tried again when the dead-letter queue does not take it either', async () => {
    troubles.SendMessage = [named('ThrottlingException')];
    world.before = (call) => {
      if (call === 'TransactWriteItems') throw named('ValidationException');
    };
    const done = [];
    for (let time = 0; time < 4; time += 1) done.push(await deliver('E', 'm-1'));
    expect(done).toEqual([false, false, false, true]);
    expect(buried).toBe(1);
  });

  it('takes runs that are over from the list, but none that was listed anew meanwhile', async () => {
    await deliver('E', 'm-1');
    const listed = async () =>
      Object.keys((await world.table.get<Profile>(profileKey(person)))?.openRuns ?? {}).length;
    const [first = '', second = ''] = started;
    const end = (run: string) =>
      world.table.update(runKey(person, run), 'SET #status = :end', {
        names: { '#status': 'status' },
        values: { ':end': 'failed' },
      });
    await end(first);
    await deliver('N', 'm-2');
    expect(await listed()).toBe(1);
    await end(second);
    world.before = (call) => {
      if (call !== 'UpdateItem') return;
      world.before = () => undefined;
      void world.table.update(profileKey(person), 'ADD version :one', { values: { ':one': 1 } });
    };
    expect(await deliver('N', 'm-3')).toBe(true);
    expect(await listed()).toBe(1);
  });
});
