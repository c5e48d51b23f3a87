import { expect, it } from 'vitest';
import { runsCell } from '../../../domain/reports/cell.ts';
import { CellsRead } from '../../../domain/reports/cells-read.ts';
import { funnel } from '../../../domain/reports/funnel.ts';
import { OutsideWorld } from '../../functions/outside-world.ts';

it('a funnel has the steps of today in their order, then those that older versions had', async () => {
  const { table } = new OutsideWorld();
  await table.put({
    ...runsCell('offer', '2026-11-01'),
    entered: 3,
    'reached:send': 3,
    'reached:ask-by-phone': 2,
    'dropped:ask-by-phone': 1,
    'now:ask-by-phone': 1,
    'ended:exited': 1,
    'ended:completed': 1,
  });
  const told = await funnel(new CellsRead(table), 'offer', ['send', 'wait']);
  expect(told).toMatchObject({ entered: 3, running: 1, ended: { completed: 1, exited: 1, failed: 0 } });
  expect(told.steps).toEqual([
    { step: 'send', reached: 3, now: 0, dropped: 0 },
    { step: 'wait', reached: 0, now: 0, dropped: 0 },
    { step: 'ask-by-phone', reached: 2, now: 1, dropped: 1 },
  ]);
});
