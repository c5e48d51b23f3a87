import type { Store } from '../../store.ts';

/**
 * State machines, their revisions (executions keep the one they started with), executions with their position, and
 * the history in chunks: one row for all that one step of work recorded.
 */
export function createTables(store: Store): void {
  store.db.exec(`
    CREATE TABLE IF NOT EXISTS sfn_machine (
      arn TEXT PRIMARY KEY, name TEXT NOT NULL, created INTEGER NOT NULL, revision INTEGER NOT NULL,
      versions INTEGER NOT NULL DEFAULT 0
    ) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS sfn_deleting (machine TEXT PRIMARY KEY) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS sfn_revision (
      id INTEGER PRIMARY KEY, machine TEXT NOT NULL, name TEXT NOT NULL, revisionId TEXT, definition TEXT NOT NULL,
      roleArn TEXT NOT NULL, updated INTEGER NOT NULL, logging TEXT NOT NULL, tracing TEXT NOT NULL
    );
    CREATE TABLE IF NOT EXISTS sfn_version (
      machine TEXT NOT NULL, number INTEGER NOT NULL, revision INTEGER NOT NULL, description TEXT,
      created INTEGER NOT NULL, PRIMARY KEY (machine, number)
    ) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS sfn_alias (
      arn TEXT PRIMARY KEY, machine TEXT NOT NULL, name TEXT NOT NULL, description TEXT, routing TEXT NOT NULL,
      created INTEGER NOT NULL, updated INTEGER
    ) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS sfn_execution (
      id INTEGER PRIMARY KEY, arn TEXT NOT NULL UNIQUE, machine TEXT NOT NULL, version TEXT, alias TEXT, name TEXT NOT NULL,
      revision INTEGER NOT NULL, status TEXT NOT NULL, input TEXT NOT NULL, output TEXT, error TEXT, cause TEXT,
      started INTEGER NOT NULL, stopped INTEGER, redrives INTEGER NOT NULL DEFAULT 0, redriven INTEGER,
      events INTEGER NOT NULL, position TEXT
    );
    CREATE TABLE IF NOT EXISTS sfn_redrive (
      execution INTEGER NOT NULL, token TEXT NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (execution, token)
    ) WITHOUT ROWID;
    CREATE INDEX IF NOT EXISTS sfn_execution_by_machine ON sfn_execution (machine, id);
    CREATE INDEX IF NOT EXISTS sfn_execution_by_status ON sfn_execution (machine, status, id);
    CREATE INDEX IF NOT EXISTS sfn_execution_running ON sfn_execution (id) WHERE status = 'RUNNING';
    CREATE TABLE IF NOT EXISTS sfn_history (
      execution INTEGER NOT NULL, first INTEGER NOT NULL, count INTEGER NOT NULL, events TEXT NOT NULL,
      PRIMARY KEY (execution, first)
    );
    CREATE TABLE IF NOT EXISTS sfn_tag (
      arn TEXT NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (arn, key)
    ) WITHOUT ROWID;`);
  // Executions kept by an earlier version of the local cloud know no aliases.
  const columns = store.sql('SELECT name FROM pragma_table_info(?)').all('sfn_execution');
  if (!columns.some(({ name }) => name === 'alias'))
    store.db.exec('ALTER TABLE sfn_execution ADD COLUMN alias TEXT');
}
