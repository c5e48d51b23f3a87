import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Clock } from '../../local/clock.ts';
import { Faults } from '../../local/faults.ts';
import { Identities } from '../../local/iam/identities.ts';
import { machinePace } from '../../local/pace.ts';
import { machineChance } from '../../local/runtime/chance.ts';
import { FunctionLog } from '../../local/runtime/function-log.ts';
import { LambdaRuntime } from '../../local/runtime/lambda-runtime.ts';
import type { ServiceContext } from '../../local/service.ts';
import type { FunctionDeclaration } from '../../local/template/declarations.ts';
import { Usage } from '../../local/usage.ts';
import { Work } from '../../local/work.ts';

export const functionArn = 'arn:aws:lambda:us-east-1:123456789012:function:probe';

export interface RuntimeInput {
  readonly source: string;
  readonly declared?: Partial<FunctionDeclaration>;
  readonly dispatch?: ServiceContext['dispatch'];
  readonly wire?: boolean;
  readonly sourceMap?: string;
  /** What answers calls to the outside. */
  readonly fetch?: typeof fetch;
}

/** A runtime with one function, `probe`, whose bundle is `source`, under a clock that stands at 2026-01-01. */
export function probeRuntime({
  source,
  declared,
  dispatch,
  wire = false,
  sourceMap,
  fetch = async () => new Response('outside'),
}: RuntimeInput) {
  const directory = mkdtempSync(join(tmpdir(), 'runtime-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  writeFileSync(join(directory, 'index.mjs'), source);
  if (sourceMap !== undefined) writeFileSync(join(directory, 'index.mjs.map'), sourceMap);
  const clock: Clock = { now: () => Date.UTC(2026, 0, 1), at: () => () => undefined };
  const work = new Work();
  const faults = new Faults();
  const usage = new Usage();
  const log = new FunctionLog(() => clock.now());
  const runtime = new LambdaRuntime({
    functions: [
      {
        name: 'probe',
        arn: functionArn,
        directory,
        handler: 'index.handler',
        roleArn: 'arn:aws:iam::123456789012:role/probe',
        memoryMb: 512,
        timeoutSeconds: 5,
        logGroupArn: 'arn:aws:logs:us-east-1:123456789012:log-group:/aws/lambda/probe',
        isTraced: false,
        environment: { GREETING: 'hello' },
        ...declared,
      },
    ],
    region: 'us-east-1',
    awsOrigin: 'http://localhost:4566',
    directory: join(directory, 'bundles'),
    wire,
    clock,
    work,
    usage,
    faults,
    identities: new Identities('123456789012'),
    log,
    mayWriteLogs: () => true,
    fetch,
    chance: () => machineChance,
    pace: machinePace(work),
    random: Math.random,
    dispatch: dispatch ?? (async () => ({})),
  });
  return {
    runtime,
    faults,
    usage,
    log,
    invoke: (payload: unknown = {}) => runtime.invoke(functionArn, payload),
  };
}
