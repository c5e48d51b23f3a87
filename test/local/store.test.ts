import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Store, temporary } from '../../local/store.ts';

let folder: string;
let store: Store;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'onward-store-'));
  store = new Store(join(folder, 'state.sqlite'));
  store.db.exec('CREATE TABLE t (n INTEGER)');
});

afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true, force: true });
});

const add = (n: number) => store.transaction(() => store.sql('INSERT INTO t VALUES (?)').run(n));
const held = () =>
  store
    .sql('SELECT n FROM t ORDER BY n')
    .all()
    .map(({ n }) => n);

it('commits what follows one another together, before whoever waits is told', async () => {
  add(1);
  const first = store.kept();
  await new Promise(setImmediate);
  add(2);
  expect(store.kept()).toBe(first);
  expect(store.db.isTransaction).toBe(true);
  await first;
  expect(store.db.isTransaction).toBe(false);
  expect(held()).toEqual([1, 2]);
});

it('commits although changes never cease', async () => {
  let ended = false;
  const change = () => {
    if (ended) return;
    add(1);
    setImmediate(change);
  };
  change();
  await store.kept();
  ended = true;
  expect(held().length).toBeGreaterThan(1);
});

it('takes back one failed change and keeps its neighbours', async () => {
  add(1);
  expect(() =>
    store.transaction(() => {
      add(2);
      throw new Error('no');
    }),
  ).toThrow('no');
  add(3);
  await store.kept();
  expect(held()).toEqual([1, 3]);
});

it.each([
  ['in memory', ':memory:'],
  ['in memory until it outgrows it', temporary],
])('keeps nobody waiting for a state %s, and takes back what fails', async (_, path) => {
  store.close();
  store = new Store(path);
  store.db.exec('CREATE TABLE t (n INTEGER)');
  add(1);
  expect(() =>
    store.transaction(() => {
      add(2);
      throw new Error('no');
    }),
  ).toThrow('no');
  expect(store.takenBack).toBe(1);
  await store.kept();
  expect(held()).toEqual([1]);
});

it('loses nothing when it is closed before its commit', () => {
  add(1);
  store.close();
  const again = new DatabaseSync(join(folder, 'state.sqlite'));
  expect(again.prepare('SELECT n FROM t').all()).toEqual([{ n: 1 }]);
  again.close();
  store = new Store(':memory:');
});
