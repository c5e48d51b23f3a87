import { parseArgs } from 'node:util';
import { synthesizeIfStale } from '../../local/synthesis.ts';
import { whole } from '../options.ts';
import { reportLines } from './report.ts';
import { nextMonday } from './story.ts';
import { isKept, tryKills } from './trial.ts';

const help = `Kills the local cloud at random points while customers are on their way, and compares what became of them with an undisturbed run.

  npm run test:chaos                         200 kills, 500 customers
  npm run test:chaos -- --kills 20 --people 40
  npm run test:chaos -- --seed 3             other customers
  npm run test:chaos -- --kill-seed 17       the kills of an earlier run, as far as the machine is as fast`;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      kills: { type: 'string', default: '200' },
      people: { type: 'string', default: '500' },
      seed: { type: 'string', default: '1' },
      'kill-seed': { type: 'string', default: String(Date.now() % 1_000_000) },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) return console.log(help);
  const options = {
    kills: whole('kills', values.kills, 0),
    people: whole('people', values.people, 1),
    seed: whole('seed', values.seed, 0),
    killSeed: whole('kill-seed', values['kill-seed'], 0),
    begins: nextMonday(Date.now()),
  };
  const { kills, people, seed, killSeed } = options;
  console.log(`${kills} kills (--kill-seed ${killSeed}), ${people} customers (--seed ${seed})`);
  await synthesizeIfStale('cdk.out');
  const trial = await tryKills(options);
  for (const line of reportLines(trial)) console.log(line);
  if (!isKept(trial)) process.exitCode = 1;
}

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
}
