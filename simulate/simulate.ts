import { synthesizeIfStale } from '../local/synthesis.ts';
import { help, readOptions } from './options.ts';
import { play } from './play.ts';
import { brokenLines, seedLine, Totals } from './report.ts';

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  if (options.help) return console.log(help);
  await synthesizeIfStale('cdk.out');
  // Functions and deliveries that fail on purpose say so; the promises tell what became of it.
  process.removeAllListeners('warning');
  const totals = new Totals();
  const begun = performance.now();
  const failed: number[] = [];
  for (const seed of options.seeds) {
    const outcome = await play({ seed, people: options.people });
    totals.add(outcome, options.people);
    if (options.verbose) console.log(seedLine(outcome));
    if (options.verbose && options.seeds.length === 1)
      for (const line of outcome.facts.journal.lines) console.log(`  ${line}`);
    if (outcome.broken.length === 0) continue;
    failed.push(seed);
    for (const line of brokenLines(outcome, options.people)) console.log(line);
  }
  for (const line of totals.lines((performance.now() - begun) / 1000)) console.log(line);
  console.log(
    failed.length === 0
      ? 'Every promise was kept.'
      : `Promises were broken by ${failed.length} seeds: ${failed.join(', ')}`,
  );
  if (failed.length > 0) process.exitCode = 1;
}

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
}
