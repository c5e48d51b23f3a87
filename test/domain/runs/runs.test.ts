import { beforeEach, describe, expect, it } from 'vitest';
import { ARun, now, task } from './a-run.ts';

let run: ARun;
beforeEach(async () => {
  run = await new ARun().begin();
});
const outcomes = async () => (await run.record()).history.map(({ step, outcome }) => `${step}: ${outcome}`);

describe('a step', () => {
  it('is noted once, however often it is tried', async () => {
    for (let time = 0; time < 2; time += 1) {
      await run.runs.begin(task('greet', 0), now);
      await run.runs.done(task('greet', 0), 'sent', now);
    }
    expect(await outcomes()).toEqual(['greet: sent']);
  });

  it('that closes the run may be tried again', async () => {
    for (let time = 0; time < 2; time += 1) {
      await run.runs.begin(task('greet', 0, true), now);
      await run.runs.done(task('greet', 0, true), 'sent', now);
    }
    expect(await run.record()).toMatchObject({ status: 'completed', history: [{ step: 'greet' }] });
    await expect(run.runs.begin(task('next', 1), now)).rejects.toThrow('completed');
  });

  it('closes the run by an exit that came after it was noted and before it is tried again', async () => {
    await run.runs.begin(task('greet', 0), now);
    await run.runs.done(task('greet', 0), 'sent', now);
    await run.happens(2, 'X');
    await expect(run.runs.begin(task('greet', 0), now)).rejects.toMatchObject({ name: 'Exited' });
    expect((await run.record()).status).toBe('exited');
    expect(await outcomes()).toEqual(['greet: sent', 'greet: exited']);
  });
});

describe('a run that failed', () => {
  beforeEach(async () => {
    await run.change('failed');
    await run.table.update(await run.profile(), 'REMOVE openRuns.#run', {
      names: { '#run': (await run.record()).id },
    });
  });
  const listed = async () => Object.values((await run.profile()).openRuns);

  it('is open and listed again once a step of it is carried out', async () => {
    expect(await run.runs.begin(task('greet', 0), now)).toMatchObject({ status: 'running' });
    expect(await run.record()).toMatchObject({ status: 'running' });
    expect(await listed()).toEqual(['small']);
  });

  it('is closed by a last step that had done its work before it failed', async () => {
    await run.runs.done(task('greet', 0, true), 'sent', now);
    expect(await run.record()).toMatchObject({ status: 'completed', history: [{ outcome: 'sent' }] });
  });

  it('stays failed, for another try, when another transaction is under way', async () => {
    run.before = (call) => {
      if (call === 'TransactWriteItems')
        throw Object.assign(new Error(call), {
          name: 'TransactionCanceledException',
          CancellationReasons: [{ Code: 'TransactionConflict' }, { Code: 'None' }],
        });
    };
    await expect(run.runs.begin(task('greet', 0), now)).rejects.toThrow('TransactWriteItems');
    expect((await run.record()).status).toBe('failed');
  });
});
