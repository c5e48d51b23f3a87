import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StateMachine, type StateMachineDefinition } from 'aws-local-stepfunctions';
import { Cloud } from '../local/cloud.ts';
import { machineArn, writeMachines } from './assembly.ts';
import type { Figure } from './figure.ts';

/** Machines that both can run, in the JSONPath mode, with the transitions of one execution as AWS counts them. */
const machines: Readonly<
  Record<string, { readonly transitions: number; readonly definition: StateMachineDefinition }>
> = {
  loop: {
    transitions: 201,
    definition: {
      StartAt: 'Count',
      States: {
        Count: { Type: 'Pass', Parameters: { 'n.$': 'States.MathAdd($.n, 1)' }, Next: 'Enough' },
        Enough: {
          Type: 'Choice',
          Choices: [{ Variable: '$.n', NumericLessThan: 100, Next: 'Count' }],
          Default: 'Done',
        },
        Done: { Type: 'Succeed' },
      },
    },
  },
  map: {
    transitions: 101,
    definition: {
      StartAt: 'Each',
      States: {
        Each: {
          Type: 'Map',
          ItemsPath: '$.items',
          ItemProcessor: {
            StartAt: 'One',
            States: {
              One: { Type: 'Pass', Result: 1, ResultPath: '$.one', Next: 'Two' },
              Two: { Type: 'Pass', End: true },
            },
          },
          End: true,
        },
      },
    },
  },
  parallel: {
    transitions: 13,
    definition: {
      StartAt: 'Fork',
      States: {
        Fork: {
          Type: 'Parallel',
          Branches: ['A', 'B', 'C', 'D'].map((name) => ({
            StartAt: name,
            States: {
              [name]: { Type: 'Pass', Result: name, Next: `${name}1` },
              [`${name}1`]: { Type: 'Pass', Next: `${name}2` },
              [`${name}2`]: { Type: 'Pass', End: true },
            },
          })),
          End: true,
        },
      },
    },
  },
};

const input = { n: 0, items: Array.from({ length: 50 }, (_, id) => ({ id })) };

/** Transitions of a round. Rounds of both take turns; the best of each counts, since others use the machine too. */
const transitionsOfRound = 40_000;
const rounds = 4;

type Runner = (name: string, executions: number) => Promise<unknown>;

async function perSecond(run: Runner, name: string, transitions: number): Promise<number> {
  const executions = Math.ceil(transitionsOfRound / transitions);
  const begun = performance.now();
  await run(name, executions);
  return (executions * transitions) / ((performance.now() - begun) / 1_000);
}

const theirs: Runner = async (name, executions) => {
  const machine = new StateMachine(machines[name]?.definition ?? { StartAt: '', States: {} });
  for (let index = 0; index < executions; index += 1) await machine.run(input).result;
};

function ours(cloud: Cloud): Runner {
  const text = JSON.stringify(input);
  return async (name, executions) => {
    const before = cloud.usage.stateTransitions;
    for (let index = 0; index < executions; index += 1)
      await cloud.call('sfn', 'StartExecution', { stateMachineArn: machineArn(name), input: text });
    await cloud.settle();
    const made = cloud.usage.stateTransitions - before;
    const expected = executions * (machines[name]?.transitions ?? 0);
    if (made !== expected) throw new Error(`${name} made ${made} transitions, not ${expected}`);
  };
}

/** State transitions per second, history kept, beside the interpreter that others use on a laptop. */
export async function transitions(): Promise<Figure[]> {
  const directory = mkdtempSync(join(tmpdir(), 'onward-bench-'));
  const templateDir = join(directory, 'template');
  const definitions = Object.entries(machines).map(([name, { definition }]) => [name, definition]);
  writeMachines(templateDir, Object.fromEntries(definitions));
  const frozenAt = Date.parse('2026-11-23T14:00:00Z');
  const inMemory = await Cloud.open({ templateDir, data: ':memory:', frozenAt });
  const onDisk = await Cloud.open({ templateDir, data: join(directory, 'data'), frozenAt });
  const runners = { 'aws-local-stepfunctions': theirs, 'in memory': ours(inMemory), 'on disk': ours(onDisk) };
  try {
    const figures: Figure[] = [];
    for (const [name, { transitions }] of Object.entries(machines)) {
      const best: Record<string, number> = {};
      for (let round = 0; round < rounds; round += 1)
        for (const [who, run] of Object.entries(runners))
          best[who] = Math.max(best[who] ?? 0, await perSecond(run, name, transitions));
      for (const [who, value] of Object.entries(best))
        figures.push({
          name: `state transitions, ${name}, ${who}`,
          value,
          unit: '1/s',
          ...(who === 'in memory' && { aim: 'at least as many as aws-local-stepfunctions' }),
        });
    }
    return figures;
  } finally {
    await Promise.all([inMemory.close(), onDisk.close()]);
    rmSync(directory, { recursive: true, force: true });
  }
}
