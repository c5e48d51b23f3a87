import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, relative } from 'node:path';
import type { Reporter, TestModule } from 'vitest/node';

/** A test that used grants. */
export interface CoveringTest {
  readonly file: string;
  /** With the names of the groups around it, as `-t` matches it. */
  readonly name: string;
  readonly ms: number;
  /** Ids. */
  readonly grants: readonly string[];
}

/** Where a run leaves what its tests used. */
export const recording = 'build/grants.json';

/** Writes down which test used which grants of the template. */
export default class GrantRecorder implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    if (process.env.APP_TEMPLATE !== undefined) return;
    const tests: CoveringTest[] = [];
    for (const module of modules) {
      for (const test of module.children.allTests()) {
        const { grants } = test.meta();
        if (!grants) continue;
        const file = relative(process.cwd(), module.moduleId);
        tests.push({ file, name: test.fullName, ms: test.diagnostic()?.duration ?? 0, grants });
      }
    }
    if (tests.length === 0) return;
    mkdirSync(dirname(recording), { recursive: true });
    writeFileSync(recording, JSON.stringify(tests));
  }
}
