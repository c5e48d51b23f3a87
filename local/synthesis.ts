import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What the synthesized app is made from. */
const sources = [
  '{infra,functions,workflows,domain,formats}/**/*.{ts,json,mjml,css}',
  '{brand,centre,messaging,cdk,package-lock}.json',
];
/** What is noted beside the app: the sources that it was made from, and what was made. */
const noteName = '.sources-sha256';

function sourcesHash(): string {
  const hash = createHash('sha256');
  for (const path of globSync(sources).sort()) hash.update(path).update('\0').update(readFileSync(path));
  return hash.digest('hex');
}

/** Names the template and the assets by their hashes: another synthesis, with other settings, leaves another one. */
const madeHash = (directory: string): string =>
  createHash('sha256')
    .update(readFileSync(join(directory, 'manifest.json')))
    .digest('hex');

const noted = (directory: string): string => {
  const path = join(directory, noteName);
  return existsSync(path) ? readFileSync(path, 'utf8') : '';
};

const isFresh = (directory: string): boolean =>
  existsSync(join(directory, 'manifest.json')) &&
  noted(directory) === `${sourcesHash()} ${madeHash(directory)}`;

/**
 * Makes `directory` the synthesized app of the sources as they are now, and reports whether it had to.
 * @throws Error when the synthesis fails; what it printed says why.
 */
export async function synthesizeIfStale(directory: string): Promise<boolean> {
  if (isFresh(directory)) return false;
  const hash = sourcesHash();
  const child = spawn(process.execPath, ['infra/synth.ts'], { stdio: ['ignore', 'inherit', 'inherit'] });
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error('the app could not be synthesized (node infra/synth.ts), see above');
  writeFileSync(join(directory, noteName), `${hash} ${madeHash(directory)}`);
  return true;
}
