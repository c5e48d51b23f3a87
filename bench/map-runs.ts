import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Cloud } from '../local/cloud.ts';
import { machineArn, writeMachines } from './assembly.ts';
import type { Figure } from './figure.ts';

const definition = {
  QueryLanguage: 'JSONata',
  StartAt: 'All',
  States: {
    All: {
      Type: 'Map',
      Label: 'Each',
      Items: '{% [1..$states.input] %}',
      ItemProcessor: {
        ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
        StartAt: 'One',
        States: { One: { Type: 'Pass', Output: 1, End: true } },
      },
      Output: '{% $sum($states.result) %}',
      End: true,
    },
  },
};

async function run(templateDir: string, data: string, items: number, label: string): Promise<Figure[]> {
  const cloud = await Cloud.open({ templateDir, data, frozenAt: Date.parse('2026-11-23T14:00:00Z') });
  try {
    const begun = performance.now();
    const { executionArn } = (await cloud.call('sfn', 'StartExecution', {
      stateMachineArn: machineArn('each'),
      input: String(items),
    })) as { executionArn: string };
    await cloud.settle();
    const seconds = (performance.now() - begun) / 1000;
    const { output } = (await cloud.call('sfn', 'DescribeExecution', { executionArn })) as {
      output?: string;
    };
    if (output !== String(items)) throw new Error(`a Map over ${items} items gave ${output}`);
    const name = `distributed Map over ${items.toLocaleString('en')} items, ${label}`;
    return [
      { name, value: seconds, unit: 's' },
      { name: '… memory of the process so far', value: process.resourceUsage().maxRSS / 1000, unit: 'MB' },
    ];
  } finally {
    await cloud.close();
  }
}

/** An execution with full history for each item of a distributed Map: time and memory grow with the items. */
export async function mapRuns(): Promise<Figure[]> {
  const directory = mkdtempSync(join(tmpdir(), 'onward-bench-'));
  const template = join(directory, 'template');
  writeMachines(template, { each: definition });
  try {
    return [
      ...(await run(template, join(directory, 'small'), 10_000, 'on disk')),
      ...(await run(template, ':memory:', 10_000, 'in memory')),
      ...(await run(template, join(directory, 'large'), 100_000, 'on disk')),
      ...(await run(template, ':memory:', 100_000, 'in memory')),
    ];
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}
