import { spawnSync } from 'node:child_process';

/** `npm run docs:local-cloud`: writes the lists of `docs/local-cloud.md` anew from what the local cloud answers. */
const { status } = spawnSync('vitest', ['run', 'test/local/features'], {
  stdio: 'inherit',
  env: { ...process.env, WRITE_LOCAL_CLOUD_LISTS: 'yes' },
});
process.exitCode = status ?? 1;
