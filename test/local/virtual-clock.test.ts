import { describe, expect, test } from 'vitest';
import { Store } from '../../local/store.ts';
import { VirtualClock } from '../../local/virtual-clock.ts';
import { Work } from '../../local/work.ts';

const hour = 3_600_000;

function frozen(at = 0) {
  const work = new Work();
  const clock = new VirtualClock({ store: new Store(':memory:'), work, frozenAt: at });
  return { work, clock };
}

describe('the clock that stands still', () => {
  test('fires everything due on the way in order, equal times as they were scheduled', async () => {
    const { clock } = frozen();
    const fired: string[] = [];
    clock.at(3 * hour, () => fired.push(`third at ${clock.now()}`));
    clock.at(hour, () => fired.push(`first at ${clock.now()}`));
    clock.at(hour, () => fired.push('second'));
    clock.at(9 * hour, () => fired.push('too late'));
    expect(await clock.advance(5 * hour)).toBe(5 * hour);
    expect(fired).toEqual([`first at ${hour}`, 'second', `third at ${3 * hour}`]);
  });

  test('waits for the work of one instant before it goes to the next', async () => {
    const { clock, work } = frozen();
    const seen: number[] = [];
    clock.at(hour, () => {
      void work.during(async () => {
        for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve));
        seen.push(clock.now());
        clock.at(clock.now() + hour, () => seen.push(clock.now()));
      });
    });
    clock.at(5 * hour, () => seen.push(clock.now()));
    await clock.advance(6 * hour);
    expect(seen).toEqual([hour, 2 * hour, 5 * hour]);
  });

  test('fires what is due already without being advanced, counted as work', async () => {
    const { clock, work } = frozen(hour);
    let fired = false;
    clock.at(hour - 1, () => {
      fired = true;
    });
    expect(fired).toBe(false);
    expect(work.idle).toBe(false);
    await work.settled();
    expect(fired).toBe(true);
  });

  test('does not fire what was cancelled, also when thousands were', async () => {
    const { clock } = frozen();
    const fired: number[] = [];
    const cancels = Array.from({ length: 5_000 }, (_, i) => clock.at(5_000 - i, () => fired.push(5_000 - i)));
    for (const [i, cancel] of cancels.entries()) if (i % 1_000 !== 0) cancel();
    await clock.advance(hour);
    expect(fired).toEqual([1_000, 2_000, 3_000, 4_000, 5_000]);
  });

  test('carries out two advances one after the other', async () => {
    const { clock } = frozen();
    await Promise.all([clock.advance(hour), clock.advance(2 * hour)]);
    expect(clock.now()).toBe(3 * hour);
  });
});

describe('the clock that ticks', () => {
  function ticking(store = new Store(':memory:')) {
    const machine = { now: 1_000_000 };
    const clock = new VirtualClock({ store, work: new Work(), machineNow: () => machine.now });
    return { machine, clock, store };
  }

  test('follows the machine from where it was advanced to', async () => {
    const { clock, machine } = ticking();
    expect(clock.now()).toBe(1_000_000);
    await clock.advance(hour);
    machine.now += 5;
    expect(clock.now()).toBe(1_000_000 + hour + 5);
  });

  test('never goes back, neither with the machine nor over a restart', async () => {
    const { clock, machine, store } = ticking();
    await clock.advance(hour);
    machine.now -= 10_000;
    expect(clock.now()).toBe(1_000_000 + hour);
    const restarted = new VirtualClock({ store, work: new Work(), machineNow: () => 900_000 });
    expect(restarted.now()).toBe(1_000_000 + hour);
  });

  test('fires a timer by itself', async () => {
    const clock = new VirtualClock({ store: new Store(':memory:'), work: new Work() });
    const due = clock.now() + 5;
    // The clock lets the process end while it waits, so the test holds it.
    const hold = setInterval(() => undefined, 1_000);
    await new Promise<void>((resolve) => clock.at(due, resolve));
    clearInterval(hold);
    expect(clock.now()).toBeGreaterThanOrEqual(due);
  });
});
