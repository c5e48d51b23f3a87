import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  copyFileSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, it, onTestFinished } from 'vitest';
import { Store } from '../../local/store.ts';

/** Pages of 4 KiB, so that the log is copied to the file again and again, or never. */
const often = 8;
const never = 0;

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'onward-store-'));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

/** Runs the writer until `strike` is done, kills it, and resolves to the last number that it said was kept. */
async function write(
  path: string,
  pages: number,
  untilKept: number,
  strike: (kept: () => number) => void = () => undefined,
): Promise<number> {
  const child = spawn(
    process.execPath,
    ['--no-warnings', 'test/local/store-writer.ts', path, String(pages)],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const ended = once(child, 'close');
  let [kept, lines, struck] = [0, 0, false];
  for await (const line of createInterface(child.stdout)) {
    kept = Number(line);
    lines += 1;
    if (lines < untilKept || struck) continue;
    struck = true;
    strike(() => kept);
    child.kill('SIGKILL');
  }
  await ended;
  return kept;
}

/** The last pair of a state that is sound and has every pair up to it, whole. */
function lastPair(path: string): number {
  const store = new Store(path);
  try {
    expect(store.db.prepare('PRAGMA integrity_check').all()).toEqual([{ integrity_check: 'ok' }]);
    const { pairs, last, halves } = store.db
      .prepare('SELECT count(DISTINCT n) AS pairs, coalesce(max(n), 0) AS last, count(*) AS halves FROM pair')
      .get() as { pairs: number; last: number; halves: number };
    expect([pairs, halves]).toEqual([last, 2 * last]);
    return last;
  } finally {
    store.close();
  }
}

const copied = (path: string): string => {
  const copy = join(folder(), 'state.sqlite');
  copyFileSync(path, copy);
  copyFileSync(`${path}-wal`, `${copy}-wal`);
  return copy;
};

it('keeps all that it said was kept, and nothing by halves, however often it is killed amid copying its log', async () => {
  const path = join(folder(), 'state.sqlite');
  let before = 0;
  for (const untilKept of [1, 2, 7, 20, 41, 90]) {
    const kept = await write(path, often, untilKept);
    expect(kept).toBeGreaterThan(before);
    before = lastPair(path);
    expect(before).toBeGreaterThanOrEqual(kept);
  }
});

it('goes back to its last whole change when the end of its log is torn or spoilt', async () => {
  const path = join(folder(), 'state.sqlite');
  const kept = await write(path, never, 60);
  const { size } = statSync(`${path}-wal`);
  let last = Number.POSITIVE_INFINITY;
  for (const missing of [1, 30, 4_096, 10_000, 60_000]) {
    const torn = copied(path);
    truncateSync(`${torn}-wal`, size - missing);
    const spoilt = copied(path);
    const bytes = readFileSync(`${spoilt}-wal`);
    bytes[size - missing]! ^= 0xff;
    writeFileSync(`${spoilt}-wal`, bytes);
    const found = lastPair(torn);
    expect(lastPair(spoilt)).toBe(found);
    expect(found).toBeLessThanOrEqual(last);
    last = found;
  }
  expect(last).toBeLessThan(kept);
});

it('can be copied while it is written to, file first, then log', async () => {
  const path = join(folder(), 'state.sqlite');
  const copies: { copy: string; kept: number }[] = [];
  await write(path, never, 30, (kept) => copies.push({ kept: kept(), copy: copied(path) }));
  for (const { copy, kept } of copies) expect(lastPair(copy)).toBeGreaterThanOrEqual(kept);
  expect(copies).toHaveLength(1);
});
