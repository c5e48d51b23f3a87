import { execFileSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Figure } from './figure.ts';

const folder = 'build/functions';

/** What importing a bundle costs a cold start, in milliseconds: the least of five processes, since noise only adds. */
function importMs(file: string): number {
  const script = `const t = performance.now(); await import(${JSON.stringify(pathToFileURL(file).href)}).catch(() => {}); console.log(performance.now() - t)`;
  const once = () =>
    Number(
      execFileSync(process.execPath, ['--input-type=module', '-e', script], {
        env: { ...process.env, AWS_REGION: 'us-east-1' },
      }),
    );
  return Math.min(...Array.from({ length: 5 }, once));
}

/** Size and import time of each function's bundle. */
export async function bundles(): Promise<Figure[]> {
  return readdirSync(folder).flatMap((name) => {
    const file = join(folder, name, 'index.mjs');
    return [
      { name: `bundle ${name}: minified`, value: statSync(file).size / 1000, unit: 'kB', aim: '≤ 700' },
      { name: `bundle ${name}: import`, value: importMs(file), unit: 'ms', aim: '≤ 150' },
    ];
  });
}
