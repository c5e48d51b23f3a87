import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { digestsOf } from '../../simulate/digest.ts';
import { play } from '../../simulate/play.ts';
import { Centre } from '../journeys/centre.ts';

function directory(): string {
  const made = mkdtempSync(join(tmpdir(), 'simulate-'));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

async function played(seed: number): Promise<Record<string, string>> {
  const data = directory();
  await play({ seed, people: 3, data });
  return Object.fromEntries(digestsOf(join(data, 'state.sqlite')));
}

function playedElsewhere(seed: number): Record<string, string> {
  const data = directory();
  const program = `
    const { play } = await import('./simulate/play.ts');
    await play({ seed: ${seed}, people: 3, data: ${JSON.stringify(data)} });`;
  execFileSync(process.execPath, ['--no-warnings', '--input-type=module', '-e', program], { stdio: 'pipe' });
  return Object.fromEntries(digestsOf(join(data, 'state.sqlite')));
}

it.each([3, 6])('seed %i leaves the same state byte for byte, again and in another process', async (seed) => {
  const first = await played(seed);
  expect(Object.keys(first).length).toBeGreaterThan(10);
  expect(await played(seed)).toEqual(first);
  expect(playedElsewhere(seed)).toEqual(first);
});

it('lets each seed choose another order of what may overtake one another', async () => {
  const emails = ['ada', 'bob', 'cyd', 'dee'].map((name) => `${name}@example.com`);
  const orders = new Set<string>();
  for (let seed = 1; seed <= 8; seed += 1) {
    const centre = await Centre.open({ seed });
    onTestFinished(() => centre.cloud.close());
    await Promise.all(emails.map((email) => centre.consents(email, 'email')));
    await Promise.all(emails.map((email) => centre.claims(email)));
    orders.add(
      centre.cloud
        .messages()
        .map(({ to }) => to)
        .join(' '),
    );
  }
  expect(orders.size).toBeGreaterThanOrEqual(5);
});
