import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';

/** `npm run test:dynamodb -- --seeds 2000 --seed 7`: more sequences than `npm test` tries, from another start. */
const { values } = parseArgs({
  options: { seeds: { type: 'string', default: '1000' }, seed: { type: 'string', default: '1' } },
});
const { status } = spawnSync('vitest', ['run', 'test/local/dynamodb/reference'], {
  stdio: 'inherit',
  env: { ...process.env, DYNAMODB_SEEDS: values.seeds, DYNAMODB_SEED: values.seed },
});
process.exitCode = status ?? 1;
