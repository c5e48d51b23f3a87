import { beforeEach, describe, expect, it } from 'vitest';
import { ARun, now, task, timedOutTask, waitTask } from './a-run.ts';

let run: ARun;
beforeEach(async () => {
  run = await new ARun().begin();
});

describe('a wait', () => {
  it('ends by the earliest event that it waits for, and is told the same when it is entered again', async () => {
    await run.happens(2, 'N');
    await run.happens(3, 'A');
    await run.happens(4, 'B');
    const matched = { kind: 'matched', seq: 3, result: { matched: 0 } };
    expect(await run.waits.register(waitTask('wait', 0), now)).toMatchObject(matched);
    expect(await run.waits.register(waitTask('wait', 0, { token: 'again' }), now)).toMatchObject(matched);
    expect(await run.record()).toMatchObject({ status: 'running', consumed: [3], floor: 1 });
  });

  it('counts an event that ends the run from outside before one that it waits for', async () => {
    await run.begin({ exits: [{ event: 'A' }] });
    await run.happens(2, 'A');
    expect(await run.waits.register(waitTask('wait', 0), now)).toMatchObject({ kind: 'exited', seq: 2 });
    expect((await run.record()).status).toBe('exited');
  });

  it('hands on how many journeys led to the event that ended it', async () => {
    await run.happens(2, 'A', 5);
    await run.waits.register(waitTask('wait', 0), now);
    expect((await run.record()).hops).toBe(5);
    await run.happens(3, 'A');
    await run.waits.register(waitTask('wait', 1), now);
    expect((await run.record()).hops).toBe(0);
  });

  it('hands on by which error the event is answered', async () => {
    await run.happens(2, 'A');
    const awaits = [{ event: 'A', error: 'Came: A' }];
    expect(await run.waits.register(waitTask('wait', 0, { awaits }), now)).toMatchObject({
      error: 'Came: A',
    });
  });

  it('says so when the run ends in the moment between its reading and its writing', async () => {
    const registering = run.waits.register(waitTask('wait', 0), now);
    await run.change('exited');
    await expect(registering).rejects.toMatchObject({ name: 'Exited' });
  });
});

describe('a wait until a moment that is past', () => {
  const past = waitTask('wait', 0, { until: '2026-11-16T08:00:00Z', refusePast: true });

  it('is refused where the journey asks for that', async () => {
    await expect(run.waits.register(past, now)).rejects.toMatchObject({ name: 'AlreadyPast' });
  });

  it('is not refused to the retry of a registration that came in time', async () => {
    await run.waits.register({ ...past, until: '2026-11-16T10:00:00Z' }, now);
    const later = new Date('2026-11-16T11:00:00Z');
    expect(
      await run.waits.register({ ...past, until: '2026-11-16T10:00:00Z', token: 'again' }, later),
    ).toBeUndefined();
    expect((await run.record()).wait?.token).toBe('again');
  });
});

describe('a time-out', () => {
  it('moves the floor to the end of the timeline', async () => {
    await run.waits.register(waitTask('wait', 0), now);
    await run.happens(2, 'N');
    await run.waits.timeOut(timedOutTask('wait', 0), now);
    await run.waits.timeOut(timedOutTask('wait', 0), now);
    expect(await run.record()).toMatchObject({ floor: 2, history: [{ outcome: 'timed out' }] });
  });

  it('loses to a match that was recorded first, without ending a run that goes on', async () => {
    await run.happens(2, 'A');
    const timedOut = timedOutTask('wait', 0, true);
    await expect(run.waits.timeOut(timedOut, now)).rejects.toMatchObject({ name: 'Matched' });
    expect(await run.record()).toMatchObject({ status: 'running', floor: 1, consumed: [2] });
    expect(await run.waits.register(waitTask('wait', 0), now)).toMatchObject({ kind: 'matched', seq: 2 });
    await run.runs.begin(task('thank', 1), now);
  });

  it('loses to a match that is recorded between its question and its decision', async () => {
    await run.waits.register(waitTask('wait', 0), now);
    let happened: Promise<void> | undefined;
    run.before = (call) => {
      if (call !== 'TransactWriteItems') return;
      run.before = () => undefined;
      happened = run.happens(2, 'A');
    };
    await expect(run.waits.timeOut(timedOutTask('wait', 0), now)).rejects.toMatchObject({ name: 'Matched' });
    await happened;
  });

  it('stands against a registration that is slower than it', async () => {
    await run.waits.timeOut(timedOutTask('wait', 0), now);
    await run.happens(2, 'A');
    expect(await run.waits.register(waitTask('wait', 0), now)).toEqual({ kind: 'timedOut' });
    expect(await run.waits.register(waitTask('next', 1), now)).toMatchObject({ kind: 'matched', seq: 2 });
    expect(await run.waits.register(waitTask('wait', 0), now)).toBeUndefined();
  });
});
