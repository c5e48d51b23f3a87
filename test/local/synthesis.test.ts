import { spawnSync } from 'node:child_process';
import { appendFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { beforeEach, expect, it, onTestFinished } from 'vitest';

let project: string;

/** A project whose synthesis writes its one source into the assembly. */
beforeEach(() => {
  project = mkdtempSync(join(tmpdir(), 'synthesis-'));
  onTestFinished(() => rmSync(project, { recursive: true, force: true }));
  for (const folder of ['infra', 'workflows']) mkdirSync(join(project, folder));
  writeFileSync(join(project, 'workflows/journey.json'), '"first"');
  writeFileSync(
    join(project, 'infra/synth.ts'),
    `import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
     mkdirSync('cdk.out', { recursive: true });
     writeFileSync('cdk.out/manifest.json', readFileSync('workflows/journey.json'));`,
  );
});

const module = resolve('local/synthesis.ts');

/** Whether the app had to be synthesized. */
function synthesizeIfStale(): boolean {
  const script = `import { synthesizeIfStale } from ${JSON.stringify(module)}; console.log(await synthesizeIfStale('cdk.out'));`;
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
    cwd: project,
    encoding: 'utf8',
  });
  expect(stderr).toBe('');
  return JSON.parse(stdout);
}

it('synthesizes once', () => {
  expect(synthesizeIfStale()).toBe(true);
  expect(synthesizeIfStale()).toBe(false);
});

it('synthesizes anew when a source has changed', () => {
  synthesizeIfStale();
  writeFileSync(join(project, 'workflows/journey.json'), '"second"');
  expect(synthesizeIfStale()).toBe(true);
});

it('synthesizes anew when another synthesis, with other settings, has written there', () => {
  synthesizeIfStale();
  appendFileSync(join(project, 'cdk.out/manifest.json'), ' ');
  expect(synthesizeIfStale()).toBe(true);
  expect(synthesizeIfStale()).toBe(false);
});
