import { execFileSync } from 'node:child_process';

/** Synthesizes the template once before the tests, from the sources as they are. */
export default function setup(): void {
  execFileSync(process.execPath, ['infra/synth.ts'], { stdio: ['ignore', 'ignore', 'inherit'] });
}
