/**
 * Proves that every grant of the synthesized template is needed and tested: runs the tests that use the app, finds
 * grants that none of them used, then takes each grant away by itself and runs the tests that used it until one
 * fails. `npm run test:iam`; `-- --recorded` goes by the last recording, `-- <text>` proves the grants that have it.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Cloud } from '../../local/cloud.ts';
import { type Grant, grantsIn } from './grant.ts';
import { writeMutant } from './mutant.ts';
import { reasonNotToProve } from './not-proved.ts';
import { type CoveringTest, recording } from './recorder.ts';
import { runTests } from './run-tests.ts';

const { values: options, positionals } = parseArgs({
  options: { recorded: { type: 'boolean' } },
  allowPositionals: true,
});

interface Proof {
  readonly grant: Grant;
  readonly covering: number;
  /** The test that failed without the grant. */
  readonly caughtBy?: string | undefined;
  readonly tests: number;
}

/**
 * How many covering tests each round runs, the most specific first: what falls falls at the first, and a grant whose 85
 * most specific tests do not miss it needs a better test, not more of them.
 */
const batches = [1, 4, 16, 64];

const isWrittenForIt = ({ file }: CoveringTest): boolean => file.startsWith('test/iam/');

/** Tests written to miss a grant come first, then the most specific, then the quickest. */
const byPromise = (a: CoveringTest, b: CoveringTest): number =>
  Number(isWrittenForIt(b)) - Number(isWrittenForIt(a)) || a.grants.length - b.grants.length || a.ms - b.ms;

async function allGrants(): Promise<Grant[]> {
  const cloud = await Cloud.open({ data: ':memory:' });
  const uses = cloud.coverage().filter(({ effect }) => effect === 'Allow');
  await cloud.close();
  return uses.flatMap(grantsIn);
}

async function prove(grant: Grant, tests: readonly CoveringTest[], scratch: string): Promise<Proof> {
  const covering = tests.filter(({ grants }) => grants.includes(grant.id)).sort(byPromise);
  const template = mkdtempSync(join(scratch, 'mutant-'));
  writeMutant('cdk.out', grant, template);
  let done = 0;
  for (const size of batches) {
    const batch = covering.slice(done, done + size);
    if (batch.length === 0) break;
    done += batch.length;
    const files = [...new Set(batch.map(({ file }) => file))];
    const run = await runTests({ files, names: batch.map(({ name }) => name), template, workers: 1 });
    if (!run.passed) {
      const caughtBy = run.failed ?? `a run that ended early: ${run.output.slice(-300)}`;
      return { grant, covering: covering.length, caughtBy, tests: done };
    }
  }
  return { grant, covering: covering.length, tests: done };
}

/** As many proofs at once as there are cores. */
async function proveAll(grants: readonly Grant[], tests: readonly CoveringTest[]): Promise<Proof[]> {
  const scratch = mkdtempSync(join(tmpdir(), 'grants-'));
  const proofs: Proof[] = [];
  const waiting = grants.values();
  const worker = async () => {
    for (const grant of waiting) {
      const proof = await prove(grant, tests, scratch);
      proofs.push(proof);
      const { caughtBy, covering } = proof;
      console.log(`${caughtBy ? '  ' : '! '}${grant.text} | ${covering} | ${caughtBy ?? 'SURVIVED'}`);
    }
  };
  try {
    await Promise.all(Array.from({ length: availableParallelism() }, worker));
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
  return proofs;
}

const since = performance.now();
const minutes = (): string => `${((performance.now() - since) / 60_000).toFixed(1)} min`;
if (!options.recorded) {
  const { passed, output } = await runTests({});
  if (!passed) {
    console.error(output);
    console.error('The tests fail as they are; nothing can be proved by them.');
    process.exit(1);
  }
  console.log(`recorded (${minutes()})`);
}
const tests: CoveringTest[] = JSON.parse(readFileSync(recording, 'utf8'));
const grants = (await allGrants()).filter(({ text }) => positionals.every((part) => text.includes(part)));
const left = Map.groupBy(grants, (grant) => reasonNotToProve(grant));
const provable = left.get(undefined) ?? [];
const used = new Set(tests.flatMap((test) => test.grants));
const unused = provable.filter(({ id }) => !used.has(id));

console.log('grant | tests that use it | caught by');
const proofs = await proveAll(
  provable.filter(({ id }) => used.has(id)),
  tests,
);
for (const [reason, some] of left)
  if (reason !== undefined) console.log(`not proved: ${some.length} grants, since ${reason}`);
const survivors = proofs.filter(({ caughtBy }) => caughtBy === undefined);
for (const { text } of unused) console.error(`! ${text}: no test uses it`);
for (const { grant } of survivors) console.error(`! ${grant.text}: no test fails without it`);
console.log(
  `${proofs.length - survivors.length} of ${provable.length} grants proved, ${unused.length} unused, ${survivors.length} survived (${minutes()})`,
);
process.exitCode = unused.length + survivors.length > 0 ? 1 : 0;
