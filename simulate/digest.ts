import { createHash } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';

/** Columns that say when the machine did something, which is no part of a history. */
const ofTheMachine: Readonly<Record<string, readonly string[]>> = { clock: ['offset'] };

/** A hash of every row of every table of a state file, by table: histories, items, messages, calls, all that was kept. */
export function digestsOf(stateFile: string): ReadonlyMap<string, string> {
  const db = new DatabaseSync(stateFile, { readOnly: true });
  try {
    const tables = db
      .prepare(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name",
      )
      .all()
      .map(({ name }) => String(name));
    return new Map(tables.map((table) => [table, digestOf(db, table)]));
  } finally {
    db.close();
  }
}

function digestOf(db: DatabaseSync, table: string): string {
  const hash = createHash('sha256');
  const left = ofTheMachine[table] ?? [];
  for (const row of db.prepare(`SELECT * FROM "${table}"`).iterate()) {
    const kept = Object.entries(row).filter(([column]) => !left.includes(column));
    hash.update(JSON.stringify(kept.map(([, value]) => (value instanceof Uint8Array ? [...value] : value))));
  }
  return hash.digest('hex');
}
