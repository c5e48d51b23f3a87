import { onTestFinished } from 'vitest';
import { Cloud } from '../../local/cloud.ts';
import type { CloudOptions } from '../../local/options.ts';
import { type AssemblyInput, writeAssembly } from './assembly.ts';

/** A cloud that runs a small app in memory, its clock standing at 2026-01-01, and ends with the test. */
export async function openCloud(input: AssemblyInput, options: CloudOptions = {}): Promise<Cloud> {
  const cloud = await Cloud.open({
    templateDir: writeAssembly(input),
    data: ':memory:',
    frozenAt: Date.UTC(2026, 0, 1),
    seed: 1,
    ...options,
  });
  onTestFinished(() => cloud.close());
  return cloud;
}
