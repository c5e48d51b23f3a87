import { execFileSync } from 'node:child_process';

/** Synthesizes the template once before the tests, from the sources as they are, unless they are given a template. */
export default function setup(): void {
  if (process.env.APP_TEMPLATE !== undefined) return;
  execFileSync(process.execPath, ['infra/synth.ts'], { stdio: ['ignore', 'ignore', 'inherit'] });
}
