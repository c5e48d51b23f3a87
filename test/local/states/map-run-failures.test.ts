import { describe, expect, it } from 'vitest';
import { childrenOf, each, failOn, machineArn, mapRunOf, work } from './map-run-rig.ts';
import { Rig } from './rig.ts';

describe('tolerated failures', () => {
  const tolerating = async (more: object, items: readonly unknown[]) => {
    const rig = new Rig();
    failOn(rig, 'bad');
    const run = await rig.run({ All: each({ Work: work }, { MaxConcurrency: 1, ...more }) }, items);
    return { rig, run };
  };

  it('leave a count of items out, and tell of them in the result', async () => {
    const { rig, run } = await tolerating({ ToleratedFailureCount: '{% 1 %}' }, ['bad', 'good']);
    expect(rig.describe(run).output).toEqual([
      {
        ExecutionArn: childrenOf(rig, run)[0]?.executionArn,
        Error: expect.any(String),
        Cause: expect.stringContaining('no bad'),
        Input: '"bad"',
        InputDetails: { Included: true },
        Name: childrenOf(rig, run)[0]?.name,
        RedriveCount: 0,
        RedriveStatus: 'REDRIVABLE_BY_MAP_RUN',
        StartDate: '2026-11-22T09:00:00.000Z',
        StateMachineArn: `${machineArn}/Each`,
        Status: 'FAILED',
        StopDate: '2026-11-22T09:00:00.000Z',
      },
      'good',
    ]);
    expect(mapRunOf(rig, run)).toMatchObject({
      status: 'SUCCEEDED',
      toleratedFailureCount: 1,
      itemCounts: { failed: 1, succeeded: 1, resultsWritten: 1 },
    });
    expect(childrenOf(rig, run, { statusFilter: 'FAILED' })).toHaveLength(1);
  });

  it('are a share of all items, and no more than that', async () => {
    const half = await tolerating({ ToleratedFailurePercentage: 50 }, ['bad', 'good', 'bad', 'good']);
    expect(half.rig.describe(half.run).status).toBe('SUCCEEDED');
    const more = await tolerating({ ToleratedFailurePercentage: 49.9 }, ['bad', 'good', 'bad', 'good']);
    expect(more.rig.describe(more.run).status).toBe('FAILED');
    expect(mapRunOf(more.rig, more.run)).toMatchObject({
      toleratedFailurePercentage: 49.9,
      itemCounts: { pending: 1, failed: 2, succeeded: 1 },
    });
  });

  it('count the items of a batch, not the executions', async () => {
    const rig = new Rig();
    rig.answer(() => {
      throw new Error('down');
    });
    const batches = { ItemBatcher: { MaxItemsPerBatch: 3 }, ToleratedFailureCount: 2 };
    const run = await rig.run({ All: each({ Work: work }, batches) }, [1, 2, 3]);
    expect(rig.describe(run).status).toBe('FAILED');
  });
});
