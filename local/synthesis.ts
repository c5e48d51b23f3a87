import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What the synthesized app is made from. */
const sources = [
  '{infra,functions,workflows,domain}/**/*.{ts,json,mjml,css}',
  '{brand,centre,messaging,cdk,package-lock}.json',
];
const hashName = '.sources-sha256';

function sourcesHash(): string {
  const hash = createHash('sha256');
  for (const path of globSync(sources).sort()) hash.update(path).update('\0').update(readFileSync(path));
  return hash.digest('hex');
}

/**
 * Makes `directory` the synthesized app of the sources as they are now, and reports whether it had to.
 * @throws Error when the synthesis fails; what it printed says why.
 */
export async function synthesizeIfStale(directory: string): Promise<boolean> {
  const hashPath = join(directory, hashName);
  const fresh = existsSync(hashPath) && readFileSync(hashPath, 'utf8') === sourcesHash();
  if (fresh && existsSync(join(directory, 'manifest.json'))) return false;
  await synthesize(directory);
  return true;
}

/**
 * Makes `directory` the synthesized app of the sources as they are now, and notes which they were.
 * @throws Error when the synthesis fails; what it printed says why.
 */
export async function synthesize(directory: string): Promise<void> {
  const hash = sourcesHash();
  const child = spawn(process.execPath, ['infra/synth.ts'], { stdio: ['ignore', 'inherit', 'inherit'] });
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error('the app could not be synthesized (node infra/synth.ts), see above');
  writeFileSync(join(directory, hashName), hash);
}
