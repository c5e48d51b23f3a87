import { Store } from '../../local/store.ts';

/**
 * Writes pairs of rows, each pair in one transaction, for as long as it lives, and prints the number of each once it is
 * kept. `node store-writer.ts <state file> <pages after which the log is copied to the file>`.
 */
const [path = '', pages = ''] = process.argv.slice(2);
const store = new Store(path);
store.db.exec(`PRAGMA wal_autocheckpoint = ${Number(pages)}`);
store.db.exec(
  'CREATE TABLE IF NOT EXISTS pair (n INTEGER, half INTEGER, filling TEXT, PRIMARY KEY (half, n))',
);
const [{ last } = { last: 0 }] = store.sql('SELECT coalesce(max(n), 0) AS last FROM pair').all();
for (let n = Number(last) + 1; ; n += 1) {
  store.transaction(() => {
    for (const half of [1, 2])
      store.sql('INSERT INTO pair VALUES (?, ?, ?)').run(n, half, `${n} `.repeat(400));
  });
  // Some are committed together, and whoever wrote the last of them is told.
  if (n % 3 !== 0) continue;
  await store.kept();
  process.stdout.write(`${n}\n`);
}
