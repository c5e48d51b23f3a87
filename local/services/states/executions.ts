import { writePosition } from '../../asl/run/branch.ts';
import { newPosition, type Run, type Taken } from '../../asl/run/run.ts';
import type { Store } from '../../store.ts';
import type { ExecutionRow } from './execution-row.ts';
import { appendHistory } from './history.ts';

type New = Pick<
  ExecutionRow,
  'arn' | 'machine' | 'version' | 'alias' | 'name' | 'revision' | 'input' | 'started'
>;

/** The executions' records. */
export class Executions {
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
  }

  find(arn: string): ExecutionRow | undefined {
    return this.#store.sql('SELECT * FROM sfn_execution WHERE arn = ?').get(arn) as ExecutionRow | undefined;
  }

  get(id: number): ExecutionRow | undefined {
    return this.#store.sql('SELECT * FROM sfn_execution WHERE id = ?').get(id) as ExecutionRow | undefined;
  }

  /** Ids of the executions that run, oldest first. */
  running(): readonly number[] {
    const rows = this.#store.sql("SELECT id FROM sfn_execution WHERE status = 'RUNNING' ORDER BY id").all();
    return rows.map(({ id }) => Number(id));
  }

  runningOf(machine: string): readonly number[] {
    const rows = this.#store
      .sql("SELECT id FROM sfn_execution WHERE machine = ? AND status = 'RUNNING' ORDER BY id")
      .all(machine);
    return rows.map(({ id }) => Number(id));
  }

  add({ arn, machine, version, alias, name, revision, input, started }: New): number {
    const { lastInsertRowid } = this.#store
      .sql(`INSERT INTO sfn_execution (arn, machine, version, alias, name, revision, status, input, started, events,
        position) VALUES (?, ?, ?, ?, ?, ?, 'RUNNING', ?, ?, 0, ?)`)
      .run(arn, machine, version, alias, name, revision, input, started, writePosition(newPosition()));
    return Number(lastInsertRowid);
  }

  remove(id: number): void {
    this.#store.sql('DELETE FROM sfn_execution WHERE id = ?').run(id);
    this.#store.sql('DELETE FROM sfn_history WHERE execution = ?').run(id);
    this.#store.sql('DELETE FROM sfn_redrive WHERE execution = ?').run(id);
  }

  redrive(id: number, at: number): void {
    this.#store
      .sql(`UPDATE sfn_execution SET status = 'RUNNING', stopped = NULL, output = NULL, error = NULL, cause = NULL,
        redrives = redrives + 1, redriven = ? WHERE id = ?`)
      .run(at, id);
  }

  /** Saves where a run stands and what it recorded since. @param now when it ended, if it has */
  save(id: number, run: Run, taken: Taken, now: number): void {
    const { outcome, position } = run;
    appendHistory(this.#store, id, position.events - taken.events.length + 1, taken.events);
    if (!outcome)
      this.#store
        .sql('UPDATE sfn_execution SET events = ?, position = ? WHERE id = ?')
        .run(position.events, writePosition(position), id);
    else
      this.#store
        .sql(`UPDATE sfn_execution SET events = ?, position = ?, status = ?, output = ?, error = ?, cause = ?,
          stopped = ? WHERE id = ?`)
        .run(
          position.events,
          outcome.status === 'SUCCEEDED' ? null : writePosition(position),
          outcome.status,
          'output' in outcome ? outcome.output : null,
          ('error' in outcome && outcome.error) || null,
          ('cause' in outcome && outcome.cause) || null,
          now,
          id,
        );
  }
}
