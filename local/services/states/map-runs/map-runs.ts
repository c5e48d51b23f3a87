import type { MapRunStatus } from '@aws-sdk/client-sfn';
import type { ChildInput, MapRunPlan, Transformation } from '../../../asl/run/map-run.ts';
import type { Store } from '../../../store.ts';
import type { ExecutionRow } from '../execution-row.ts';
import { machineOfMapRun } from './names.ts';

/** A row of `sfn_map_run`; times in milliseconds since 1970. */
export interface MapRunRow {
  readonly id: number;
  readonly arn: string;
  /** Of its executions: `arn:…:stateMachine:<machine>/<label>`. */
  readonly machine: string;
  /** Id of the execution that waits for it. */
  readonly execution: number;
  readonly revision: number;
  readonly status: MapRunStatus;
  /** All of its items, started or not. */
  readonly items: number;
  /** 0 for as many as there may be. */
  readonly maxConcurrency: number;
  readonly toleratedFailureCount: number | null;
  readonly toleratedFailurePercentage: number | null;
  readonly transformation: Transformation;
  readonly started: number;
  readonly stopped: number | null;
  readonly redrives: number;
  readonly redriven: number | null;
}

export type Settings = Pick<
  MapRunRow,
  'maxConcurrency' | 'toleratedFailureCount' | 'toleratedFailurePercentage'
>;

export interface WaitingInput extends ChildInput {
  readonly place: number;
}

/** An execution that a Map run started. */
interface Child {
  readonly mapRun: number;
  /** How many items it works on. */
  readonly items: number;
}

/** How many executions, and how many items in them. */
export interface Tally {
  readonly executions: number;
  readonly items: number;
}

/** The Map runs' records. */
export class MapRuns {
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
  }

  add(arn: string, parent: ExecutionRow, plan: MapRunPlan, started: number): MapRunRow {
    const items = plan.inputs.reduce((sum, input) => sum + input.items, 0);
    const { lastInsertRowid } = this.#store
      .sql(`INSERT INTO sfn_map_run (arn, machine, execution, revision, status, items, maxConcurrency,
        toleratedFailureCount, toleratedFailurePercentage, transformation, started)
        VALUES (?, ?, ?, ?, 'RUNNING', ?, ?, ?, ?, ?, ?)`)
      .run(
        arn,
        machineOfMapRun(arn),
        parent.id,
        parent.revision,
        items,
        plan.maxConcurrency,
        plan.toleratedFailureCount ?? null,
        plan.toleratedFailurePercentage ?? null,
        plan.transformation,
        started,
      );
    const insert = this.#store.sql(
      'INSERT INTO sfn_map_input (mapRun, place, items, input) VALUES (?, ?, ?, ?)',
    );
    for (const [place, { items, text }] of plan.inputs.entries())
      insert.run(lastInsertRowid, place, items, text);
    return this.get(Number(lastInsertRowid));
  }

  find(arn: string): MapRunRow | undefined {
    return this.#store.sql('SELECT * FROM sfn_map_run WHERE arn = ?').get(arn) as MapRunRow | undefined;
  }

  get(id: number): MapRunRow {
    const row = this.#store.sql('SELECT * FROM sfn_map_run WHERE id = ?').get(id) as MapRunRow | undefined;
    if (!row) throw new Error(`Map run ${id} has no record`);
    return row;
  }

  running(): readonly MapRunRow[] {
    return this.#store
      .sql("SELECT * FROM sfn_map_run WHERE status = 'RUNNING' ORDER BY id")
      .all()
      .map((row) => row as object as MapRunRow);
  }

  /** An execution's Map runs below `before`, latest first. */
  of(execution: number, before: number, limit: number): readonly MapRunRow[] {
    return this.#store
      .sql('SELECT * FROM sfn_map_run WHERE execution = ? AND id < ? ORDER BY id DESC LIMIT ?')
      .all(execution, before, limit)
      .map((row) => row as object as MapRunRow);
  }

  end(id: number, status: MapRunStatus, at: number): void {
    this.#store.sql('UPDATE sfn_map_run SET status = ?, stopped = ? WHERE id = ?').run(status, at, id);
  }

  configure(id: number, settings: Settings): void {
    this.#store
      .sql(`UPDATE sfn_map_run SET maxConcurrency = ?, toleratedFailureCount = ?, toleratedFailurePercentage = ?
        WHERE id = ?`)
      .run(settings.maxConcurrency, settings.toleratedFailureCount, settings.toleratedFailurePercentage, id);
  }

  /** Runs again; what had not succeeded of its executions waits for its turn. */
  redrive(id: number, at: number, mostEvents: number): void {
    this.#store
      .sql(`UPDATE sfn_map_run SET status = 'RUNNING', stopped = NULL, redrives = redrives + 1, redriven = ?
        WHERE id = ?`)
      .run(at, id);
    this.#store
      .sql(`UPDATE sfn_execution SET status = 'PENDING_REDRIVE'
        WHERE id IN (SELECT execution FROM sfn_map_child WHERE mapRun = ?)
        AND status IN ('FAILED', 'TIMED_OUT', 'ABORTED') AND events < ?`)
      .run(id, mostEvents);
  }

  waitingInputs(id: number, limit: number): readonly WaitingInput[] {
    return this.#store
      .sql('SELECT place, items, input AS text FROM sfn_map_input WHERE mapRun = ? ORDER BY place LIMIT ?')
      .all(id, limit)
      .map((row) => row as object as WaitingInput);
  }

  /** The input at a place is now an execution's. */
  startChild(id: number, { place, items }: WaitingInput, execution: number): void {
    this.#store.sql('DELETE FROM sfn_map_input WHERE mapRun = ? AND place = ?').run(id, place);
    this.#store
      .sql('INSERT INTO sfn_map_child (execution, mapRun, items) VALUES (?, ?, ?)')
      .run(execution, id, items);
  }

  child(execution: number): Child | undefined {
    return this.#store.sql('SELECT mapRun, items FROM sfn_map_child WHERE execution = ?').get(execution) as
      | object
      | undefined as Child | undefined;
  }

  /** Ids of its executions with a status, in the order of their items. */
  children(id: number, status: 'RUNNING' | 'PENDING_REDRIVE', limit = -1): readonly number[] {
    return this.#store
      .sql(`SELECT execution FROM sfn_map_child JOIN sfn_execution ON sfn_execution.id = execution
        WHERE mapRun = ? AND status = ? ORDER BY execution LIMIT ?`)
      .all(id, status, limit)
      .map(({ execution }) => Number(execution));
  }

  /** Its executions by status; those that have not been started as `PENDING`. */
  tallies(id: number): ReadonlyMap<string, Tally> {
    const rows = this.#store
      .sql(`SELECT status, count(*) AS executions, sum(sfn_map_child.items) AS items
        FROM sfn_map_child JOIN sfn_execution ON sfn_execution.id = execution WHERE mapRun = ?1 GROUP BY status
        UNION ALL
        SELECT 'PENDING', count(*), ifnull(sum(items), 0) FROM sfn_map_input WHERE mapRun = ?1`)
      .all(id);
    return new Map(
      rows.map(({ status, executions, items }) => [
        String(status),
        { executions: Number(executions), items: Number(items) },
      ]),
    );
  }

  /** Its executions in the order of their items, one by one: together they may be more than fits into memory. */
  *ended(id: number): Generator<ExecutionRow> {
    const rows = this.#store
      .sql(`SELECT sfn_execution.* FROM sfn_map_child JOIN sfn_execution ON sfn_execution.id = execution
        WHERE mapRun = ? ORDER BY execution`)
      .iterate(id);
    for (const row of rows) yield row as object as ExecutionRow;
  }
}
