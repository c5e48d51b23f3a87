import { spawn } from 'node:child_process';
import { check } from './check.ts';

/** What previews are made of: a change there starts the server anew. */
const sources = ['workflows', 'domain', 'infra/emails', 'preview', 'brand.json', 'centre.json'];

/**
 * `npm run preview`: serves previews of every email, and serves them anew when a source changes. With `-- --check` it
 * prints the findings instead, and fails on errors.
 */
if (process.argv.includes('--check'))
  process.exitCode = (await check((line) => process.stdout.write(`${line}\n`))) ? 1 : 0;
else {
  const watched = sources.map((path) => `--watch-path=${path}`);
  const server = spawn(process.execPath, [...watched, '--watch-preserve-output', 'preview/serve.ts'], {
    stdio: 'inherit',
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => server.kill(signal));
}
