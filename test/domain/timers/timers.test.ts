import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { timerKey, timerMinuteKey } from '../../../domain/records.ts';
import { fireMinute } from '../../../domain/timers/fire.ts';
import { readTimer, type Timer, timerChange } from '../../../domain/timers/timer.ts';
import { Timetable } from '../../../domain/timers/timetable.ts';
import { OutsideWorld } from '../../functions/outside-world.ts';

const person = 'per_abcdefghijklmnopqrstuvwx';
const nine = '2026-11-24T09:00:00.000Z';
const ten = '2026-11-24T10:00:00.000Z';
const timer = (at: string, name = 'birthday'): Timer => ({
  person,
  name,
  at,
  event: { name: 'Birthday Reached', properties: { of: name } },
});

let world: OutsideWorld;
let timetable: Timetable;
/** Schedules that are there, by their names: the expression and the minute that they name. */
let ordered: Map<string, { readonly expression: string; readonly minute: string }>;

function makeTimetable(): Timetable {
  const send = ({ input }: { readonly input: Readonly<Record<string, unknown>> }) =>
    world.call('CreateSchedule', () => {
      const name = String(input.Name);
      if (ordered.has(name)) throw Object.assign(new Error(name), { name: 'ConflictException' });
      const { Input } = input.Target as { Input: string };
      ordered.set(name, { expression: String(input.ScheduleExpression), ...JSON.parse(Input) });
      return {};
    });
  return new Timetable(
    world.table,
    { send: send as never },
    { group: 'onward', target: 'arn:function', role: 'arn:role' },
  );
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2026-11-24T08:00:00Z') });
  world = new OutsideWorld();
  ordered = new Map();
  timetable = makeTimetable();
});
afterEach(() => {
  vi.useRealTimers();
});

async function set(after: Timer | undefined, name = 'birthday'): Promise<void> {
  const { writes, minutes } = timerChange(await readTimer(world.table, person, name), after, new Date());
  if (writes.length > 0) await world.table.transact(writes);
  await timetable.order(minutes, new Date());
}

const firing = () => ({ table: world.table, line: world.line, timetable });
async function fireAt(at: string, minute = at.slice(0, 16)) {
  vi.setSystemTime(Date.parse(at));
  return fireMinute(firing(), minute, () => true);
}
const told = () => world.told.map(({ name, timestamp, messageId }) => [name, timestamp, messageId]);

describe('a timer', () => {
  it('orders one call of its minute, and puts its event on the line then', async () => {
    await set(timer(nine));
    await set(timer(nine, 'other'), 'other');
    expect([...ordered]).toEqual([
      ['timers-2026-11-24T09-00', { expression: 'at(2026-11-24T09:00:00)', minute: '2026-11-24T09:00' }],
    ]);
    expect(await fireAt(nine)).toEqual({ fired: 2, moved: 0, stale: 0 });
    expect(told()[0]).toEqual(['Birthday Reached', nine, `timer/${person}/birthday/${nine}`]);
    expect(await readTimer(world.table, person, 'birthday')).toBeUndefined();
    expect(await world.table.get(timerMinuteKey('2026-11-24T09:00'))).toBeUndefined();
  });

  it('of a second within a minute fires in the next, never before its moment', async () => {
    await set(timer('2026-11-24T09:00:01.000Z'));
    expect([...ordered.keys()]).toEqual(['timers-2026-11-24T09-01']);
  });

  it('that is due already is fired by a call of its own, a minute or two from now', async () => {
    await set(timer('2026-11-01T09:00:00.000Z'));
    expect([...ordered.keys()]).toEqual(['timers-2026-11-24T08-01']);
    expect(await fireAt('2026-11-24T08:01:00.000Z')).toMatchObject({ fired: 1 });
  });

  it('that is moved later costs one write, is found where it was, and moves on', async () => {
    await set(timer(nine));
    const change = timerChange(await readTimer(world.table, person, 'birthday'), timer(ten), new Date());
    expect([change.writes.length, change.minutes]).toEqual([1, []]);
    await set(timer(ten));
    expect(await fireAt(nine)).toEqual({ fired: 0, moved: 1, stale: 0 });
    expect([...ordered.keys()]).toEqual(['timers-2026-11-24T09-00', 'timers-2026-11-24T10-00']);
    expect(await fireAt(ten)).toEqual({ fired: 1, moved: 0, stale: 0 });
    expect(told()).toHaveLength(1);
  });

  it('that is moved earlier fires earlier, and only then', async () => {
    await set(timer(ten));
    await set(timer(nine));
    expect(await fireAt(nine)).toMatchObject({ fired: 1 });
    expect(await fireAt(ten)).toEqual({ fired: 0, moved: 0, stale: 1 });
    expect(told()).toHaveLength(1);
  });

  it('that is ended fires no more', async () => {
    await set(timer(nine));
    await set(undefined);
    expect(await fireAt(nine)).toEqual({ fired: 0, moved: 0, stale: 1 });
    expect(told()).toEqual([]);
  });

  it('is written by none that read an older one', async () => {
    const read = await readTimer(world.table, person, 'birthday');
    await set(timer(nine));
    const late = timerChange(read, timer(ten), new Date());
    await expect(world.table.transact(late.writes)).rejects.toHaveProperty(
      'name',
      'TransactionCanceledException',
    );
  });
});

describe('the call of a minute', () => {
  it('is ordered again under another name when the minute has begun', async () => {
    await set(timer(nine));
    vi.setSystemTime(Date.parse('2026-11-24T08:59:45Z'));
    await timetable.order(['2026-11-24T09:00'], new Date());
    expect(ordered.get('timers-2026-11-24T09-00-at-2026-11-24T09-01')).toEqual({
      expression: 'at(2026-11-24T09:01:00)',
      minute: '2026-11-24T09:00',
    });
  });

  it('without time enough is ordered again for what is left', async () => {
    await set(timer(nine));
    vi.setSystemTime(Date.parse(nine));
    await fireMinute(firing(), '2026-11-24T09:00', () => false);
    expect([...ordered.keys()]).toContain('timers-2026-11-24T09-00-at-2026-11-24T09-01');
    expect(await world.table.get(timerMinuteKey('2026-11-24T09:00'))).toBeDefined();
  });

  it('takes the mark of the open minute only when nobody opened it meanwhile', async () => {
    await set(timer(nine));
    vi.setSystemTime(Date.parse(nine));
    world.before = (call) => {
      if (call !== 'line') return;
      world.before = () => undefined;
      void world.table.put({ ...timerMinuteKey('2026-11-24T09:00'), mark: 'of another' });
    };
    await fireMinute(firing(), '2026-11-24T09:00', () => true);
    expect(await world.table.get(timerMinuteKey('2026-11-24T09:00'))).toMatchObject({ mark: 'of another' });
  });
});

describe('whoever fires and dies', () => {
  it.each([
    ['a due timer', nine],
    ['one that was moved on', ten],
  ])('after any call leaves %s to the next, and one message of it in the end', async (_, at) => {
    for (let calls = 1; calls < 40; calls += 1) {
      vi.setSystemTime(Date.parse('2026-11-24T08:00:00Z'));
      world = new OutsideWorld();
      ordered = new Map();
      timetable = makeTimetable();
      await set(timer(nine));
      await set(timer(at));
      vi.setSystemTime(Date.parse(nine));
      const died = await world.dying(calls, () => fireAt(nine));
      timetable = makeTimetable();
      await fireAt(nine);
      if (at === ten) expect([...ordered.keys()]).toContain('timers-2026-11-24T10-00');
      await fireAt(ten);
      expect(new Set(told().map(([, , id]) => id))).toEqual(new Set([`timer/${person}/birthday/${at}`]));
      expect(await world.table.get(timerKey(person, 'birthday'))).toBeUndefined();
      if (!died) return;
    }
    throw new Error('it never lived');
  });
});
