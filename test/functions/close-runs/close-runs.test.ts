import type { SFNClient } from '@aws-sdk/client-sfn';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { memberKey, runKey } from '../../../domain/records.ts';
import type { RunRecord, RunStatus } from '../../../domain/runs/run-record.ts';
import { closeRuns } from '../../../functions/close-runs/close-runs.ts';
import { OutsideWorld, silent } from '../outside-world.ts';

const person = 'per_abcdefghijklmnopqrstuvwx';
const run = 'run_abcdefghijklmnopqrstuvwx_abcdefghijklmnop';
const machine = 'arn:aws:states:us-east-1:123456789012:stateMachine:onward-appointment';
const executionArn = `${machine.replace('stateMachine', 'execution')}:${run}`;
const now = new Date('2026-11-20T09:00:00Z');

interface Execution {
  readonly name: string;
  readonly executionArn?: string;
  readonly status: string;
  readonly stopDate?: Date;
  readonly error?: string;
}

let world: OutsideWorld;
let executions: Execution[];
/** Executions that Step Functions was asked about. */
let asked: string[];
/** Audiences whose membership was asked to be looked at. */
let looked: string[];
/** What happens between an execution's answer and what is made of it. */
let meanwhile: () => Promise<void>;
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now });
  world = new OutsideWorld();
  executions = [];
  asked = [];
  looked = [];
  meanwhile = async () => undefined;
  await put('running');
  return () => vi.useRealTimers();
});

const put = (status: RunStatus) =>
  world.table.put({
    ...runKey(person, run),
    id: run,
    person,
    status,
    step: 'reminder',
    visit: 2,
    history: [],
  });
const record = async () => (await world.table.get<RunRecord>(runKey(person, run))) as RunRecord;

/** Step Functions as far as closing asks it: pages of two. */
const sfn = {
  send: async ({
    input,
  }: {
    input: { executionArn?: string; statusFilter?: string; nextToken?: string };
  }) => {
    if (input.executionArn) {
      asked.push(input.executionArn);
      const answer = executions.find(({ name }) => input.executionArn?.endsWith(`:${name}`));
      await meanwhile();
      return answer;
    }
    const found = executions.filter(({ status }) => status === input.statusFilter);
    const from = Number(input.nextToken ?? 0);
    return { executions: found.slice(from, from + 2), nextToken: found[from + 2] && String(from + 2) };
  },
} as Pick<SFNClient, 'send'> as SFNClient;

const close = (event: unknown) =>
  closeRuns(
    {
      table: world.table,
      sfn,
      machines: [machine],
      journeys: [],
      line: world.line,
      audiences: ['retargeting', 'other'],
      audienceQueue: {
        send: async (members) => {
          looked.push(...members.map(({ audience }) => audience));
        },
      },
    },
    silent,
  )(event);
const changed = (status: string) => ({
  'detail-type': 'Step Functions Execution Status Change',
  source: 'aws.states',
  detail: { executionArn, name: run, status },
});

const ended = (status: string, name = run): Execution => ({
  name,
  executionArn: `${machine}:${name}`,
  status,
  stopDate: new Date('2026-11-20T08:00:00Z'),
  error: 'MessageRefused',
});

describe('when Step Functions tells of an execution', () => {
  it.each([
    ['FAILED', 'failed'],
    ['TIMED_OUT', 'failed'],
    ['ABORTED', 'stopped'],
  ])('that is %s, its run is %s', async (status, closed) => {
    executions = [ended(status)];
    await close(changed(status));
    expect(await record()).toMatchObject({
      status: closed,
      endedAt: '2026-11-20T08:00:00.000Z',
      history: [{ step: 'reminder', outcome: `${closed}: MessageRefused` }],
    });
  });

  it('that succeeded, its run is not looked at: its own last task has closed it', async () => {
    await put('completed');
    executions = [ended('SUCCEEDED')];
    world.calls.length = 0;
    await close(changed('SUCCEEDED'));
    // A membership in each of the two audiences, whether its person was merged into another, and nothing else.
    expect(world.calls).toEqual(['GetItem', 'GetItem', 'GetItem']);
    expect(asked).toEqual([]);
  });

  it('that was redriven meanwhile, its run goes on', async () => {
    executions = [{ name: run, status: 'RUNNING' }];
    await close(changed('FAILED'));
    expect((await record()).status).toBe('running');
  });

  it('that is redriven at this very moment, its run goes on', async () => {
    executions = [ended('FAILED')];
    meanwhile = async () => {
      await world.table.update(runKey(person, run), 'SET #wait = :wait', {
        names: { '#wait': 'wait' },
        values: { ':wait': { step: 'reminder', visit: 2, token: 'redriven' } },
      });
    };
    await close(changed('FAILED'));
    expect((await record()).status).toBe('running');
  });

  it.each<RunStatus>(['completed', 'exited', 'stopped', 'failed'])(
    'whose run is %s, that stands',
    async (status) => {
      await put(status);
      executions = [ended('ABORTED')];
      await close(changed('ABORTED'));
      await close(changed('ABORTED'));
      expect(await record()).toMatchObject({ status, history: [] });
    },
  );
});

describe('when a run has ended', () => {
  const wantedBy = (id: string, more: object = {}) =>
    world.table.put({
      ...memberKey('retargeting', person),
      audience: 'retargeting',
      run: id,
      wanted: true,
      exposed: true,
      ...more,
    });

  it.each(['SUCCEEDED', 'FAILED', 'ABORTED'])(
    '%s, its person leaves the audiences that it wanted',
    async (status) => {
      await wantedBy(run);
      executions = [ended(status)];
      await close(changed(status));
      expect(looked).toEqual(['retargeting']);
    },
  );

  it.each([
    ['a later run wants', 'run_abcdefghijklmnopqrstuvwx_ponmlkjihgfedcba', {}],
    ['no network knows of', run, { exposed: false }],
    ['were left before', run, { wanted: false }],
  ])('audiences that %s are left alone', async (_what, id, more) => {
    await put('completed');
    await wantedBy(id, more);
    executions = [ended('SUCCEEDED')];
    await close(changed('SUCCEEDED'));
    expect(looked).toEqual([]);
  });
});

describe('the hourly sweep', () => {
  it('finds what nobody told of, page by page', async () => {
    executions = [ended('FAILED', 'not-a-run'), ended('FAILED', 'nor-this'), ended('FAILED')];
    await close({});
    expect(await record()).toMatchObject({
      status: 'failed',
      history: [{ outcome: 'failed: MessageRefused' }],
    });
  });

  it('leaves alone what ended days ago, and has been looked at', async () => {
    executions = [{ ...ended('FAILED'), stopDate: new Date('2026-11-16T09:00:00Z') }];
    await close({});
    expect(world.calls).toEqual(['PutItem']);
  });
});
