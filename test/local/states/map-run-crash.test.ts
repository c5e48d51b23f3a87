import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { DescribeMapRunOutput, MapRunListItem } from '@aws-sdk/client-sfn';
import { expect, it, onTestFinished } from 'vitest';
import { Store } from '../../../local/store.ts';
import { Rig } from './rig.ts';

const executionArn = 'arn:aws:states:us-east-1:123456789012:execution:journey:run';

it('goes on with a Map over 10,000 items whose process was killed, and starts each of them once', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'map-run-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  const path = join(directory, 'state.sqlite');
  const program = fileURLToPath(new URL('./map-run-process.ts', import.meta.url));
  const before = spawn(process.execPath, [program, path], { stdio: 'inherit' });
  expect(await once(before, 'exit')).toEqual([null, 'SIGKILL']);

  const store = new Store(path);
  onTestFinished(() => store.close());
  const rig = new Rig({ store });
  rig.answer(({ input }) => ({ StatusCode: 200, Payload: input.Payload }));
  const mapRun = (): DescribeMapRunOutput => {
    const { mapRuns } = rig.call<{ mapRuns: MapRunListItem[] }>('ListMapRuns', { executionArn });
    return rig.call('DescribeMapRun', { mapRunArn: mapRuns[0]?.mapRunArn });
  };
  const found = mapRun();
  expect(found).toMatchObject({ status: 'RUNNING', itemCounts: { total: 10_000 } });
  expect(found.itemCounts?.succeeded).toBeGreaterThan(1_000);
  expect(found.itemCounts?.pending).toBeGreaterThan(0);

  await rig.advance(0);
  expect(rig.describe(executionArn)).toEqual({ status: 'SUCCEEDED', output: [10_000, 50_005_000] });
  expect(mapRun().executionCounts).toMatchObject({ total: 10_000, succeeded: 10_000 });
  const { running = 0, pending = 0 } = found.executionCounts ?? {};
  expect(rig.calls.length).toBe(running + pending);
});
