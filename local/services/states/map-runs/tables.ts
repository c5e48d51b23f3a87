import type { Store } from '../../../store.ts';

/**
 * Map runs, the inputs of executions that have not been started, and which executions have been. An execution's row is
 * `sfn_execution`'s; ids ascend in the order of the items, because executions are started in that order.
 */
export function createMapRunTables(store: Store): void {
  store.db.exec(`
    CREATE TABLE IF NOT EXISTS sfn_map_run (
      id INTEGER PRIMARY KEY, arn TEXT NOT NULL UNIQUE, machine TEXT NOT NULL, execution INTEGER NOT NULL,
      revision INTEGER NOT NULL, status TEXT NOT NULL, items INTEGER NOT NULL, maxConcurrency INTEGER NOT NULL,
      toleratedFailureCount INTEGER, toleratedFailurePercentage REAL, transformation TEXT NOT NULL,
      started INTEGER NOT NULL, stopped INTEGER, redrives INTEGER NOT NULL DEFAULT 0, redriven INTEGER
    );
    CREATE INDEX IF NOT EXISTS sfn_map_run_by_execution ON sfn_map_run (execution, id);
    CREATE INDEX IF NOT EXISTS sfn_map_run_running ON sfn_map_run (id) WHERE status = 'RUNNING';
    CREATE TABLE IF NOT EXISTS sfn_map_input (
      mapRun INTEGER NOT NULL, place INTEGER NOT NULL, items INTEGER NOT NULL, input TEXT NOT NULL,
      PRIMARY KEY (mapRun, place)
    ) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS sfn_map_child (
      execution INTEGER PRIMARY KEY, mapRun INTEGER NOT NULL, items INTEGER NOT NULL
    );
    CREATE INDEX IF NOT EXISTS sfn_map_child_by_map_run ON sfn_map_child (mapRun, execution);`);
}
