import { describe, expect, it } from 'vitest';
import { Permits } from '../../../domain/keys/permits.ts';
import { OutsideWorld } from '../../functions/outside-world.ts';

const at = (second: number, minute = 0) => new Date(Date.UTC(2026, 10, 24, 9, minute, second));

describe('calls of a key', () => {
  it('pass as many a minute as the key may, and then not until the next', async () => {
    const { table } = new OutsideWorld();
    const permits = new Permits(table);
    const passed = [];
    for (let call = 0; call < 4; call += 1) passed.push(await permits.take('sk', 3, 1, at(20)));
    expect(passed.map((each) => [each.passed, each.remaining])).toEqual([
      [true, 2],
      [true, 1],
      [true, 0],
      [false, 0],
    ]);
    expect(passed.at(-1)).toMatchObject({ limit: 3, resets: 40 });
    expect(await permits.take('sk', 3, 1, at(0, 1))).toMatchObject({ passed: true, remaining: 2 });
  });

  it('are counted over all instances, and never pass more than the limit, however many are taken at once', async () => {
    for (const lump of [1, 2, 3, 7, 50]) {
      const { table } = new OutsideWorld();
      const instances = [new Permits(table), new Permits(table), new Permits(table)];
      let passed = 0;
      for (let call = 0; call < 60; call += 1) {
        const instance = instances[(call * 7 + Math.floor(call / 5)) % 3];
        if ((await instance?.take('sk', 20, lump, at(1)))?.passed) passed += 1;
      }
      expect(passed).toBe(20);
    }
  });

  it('cost a write for each lump, and none once they are used up', async () => {
    const { table, calls } = new OutsideWorld();
    const permits = new Permits(table);
    for (let call = 0; call < 100; call += 1) await permits.take('sk', 40, 10, at(1));
    expect(calls).toEqual(Array(4).fill('UpdateItem'));
  });

  it('of another key are its own', async () => {
    const { table } = new OutsideWorld();
    const permits = new Permits(table);
    await permits.take('sk', 1, 1, at(1));
    expect(await permits.take('till', 1, 1, at(1))).toMatchObject({ passed: true });
  });
});
