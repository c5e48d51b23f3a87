import { spawn } from 'node:child_process';

export interface TestRun {
  readonly passed: boolean;
  /** The first test that failed, by its full name. */
  readonly failed?: string | undefined;
  readonly ms: number;
  readonly output: string;
}

interface TestRunOptions {
  /** All of the suite when empty. */
  readonly files?: readonly string[];
  /** Full names; all of the files' when absent. */
  readonly names?: readonly string[];
  /** A synthesized app in place of the present sources'. */
  readonly template?: string;
  readonly workers?: number;
}

/** Time for one test, in milliseconds: what hangs for want of a grant is caught, too. */
const timeoutMs = 20_000;

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');

/** Runs vitest in a process of its own, up to the first failure where a template is given. */
export async function runTests({ files = [], names, template, workers }: TestRunOptions): Promise<TestRun> {
  const since = performance.now();
  const pattern = names?.map(escaped).join('|');
  const child = spawn(
    process.execPath,
    [
      'node_modules/vitest/vitest.mjs',
      'run',
      ...files,
      ...(pattern === undefined ? [] : ['-t', `^(${pattern})$`]),
      ...(template === undefined ? [] : ['--bail=1', '--reporter=verbose', `--testTimeout=${timeoutMs}`]),
      ...(workers === undefined ? [] : [`--maxWorkers=${workers}`]),
      '--no-color',
    ],
    {
      env: { ...process.env, NO_COLOR: '1', ...(template !== undefined && { APP_TEMPLATE: template }) },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  let output = '';
  child.stdout.on('data', (chunk) => {
    output += String(chunk);
  });
  child.stderr.on('data', (chunk) => {
    output += String(chunk);
  });
  const { promise, resolve, reject } = Promise.withResolvers<number | null>();
  child.on('error', reject);
  child.on('close', resolve);
  const code = await promise;
  if (!/^ +Tests .*\b(passed|failed)\b/m.test(output)) throw new Error(`no test ran:\n${output}`);
  const failed = /^ FAIL {2}(.*)$/m.exec(output)?.[1];
  return { passed: code === 0, failed, ms: performance.now() - since, output };
}
