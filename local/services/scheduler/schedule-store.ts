import type { FlexibleTimeWindow, Target } from '@aws-sdk/client-scheduler';
import type { Store } from '../../store.ts';

export interface Schedule {
  readonly group: string;
  readonly name: string;
  readonly expression: string;
  readonly zone: string;
  readonly enabled: boolean;
  readonly description?: string | undefined;
  /** Milliseconds since 1970, as all times here. */
  readonly start?: number | undefined;
  readonly end?: number | undefined;
  readonly target: Target & { readonly Arn: string };
  readonly window: FlexibleTimeWindow;
  readonly deleteAfter: boolean;
  /** Of the call that made it: the same call again is answered alike. */
  readonly clientToken?: string | undefined;
  /** The time for which the next invocation is planned, where a flexible window puts it later. */
  readonly planned?: number | undefined;
  readonly createdAt: number;
  readonly modifiedAt: number;
}

export interface Due {
  readonly schedule: Schedule;
  readonly at: number;
}

/** Groups and schedules in the state file, with each schedule's next due time: millions cost no memory. */
export class ScheduleStore {
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
    store.db.exec(`
      CREATE TABLE IF NOT EXISTS scheduler_group (name TEXT PRIMARY KEY, created_at INTEGER) WITHOUT ROWID;
      CREATE TABLE IF NOT EXISTS scheduler_schedule (
        group_name TEXT, name TEXT, schedule TEXT, due INTEGER, PRIMARY KEY (group_name, name)
      ) WITHOUT ROWID;
      CREATE INDEX IF NOT EXISTS scheduler_schedule_due ON scheduler_schedule (due) WHERE due IS NOT NULL;`);
  }

  get(group: string, name: string): Schedule | undefined {
    const row = this.#store
      .sql('SELECT schedule FROM scheduler_schedule WHERE group_name = ? AND name = ?')
      .get(group, name);
    return row && JSON.parse(String(row.schedule));
  }

  put(schedule: Schedule, due: number | undefined): void {
    this.#store
      .sql('INSERT OR REPLACE INTO scheduler_schedule VALUES (?, ?, ?, ?)')
      .run(schedule.group, schedule.name, JSON.stringify(schedule), due ?? null);
  }

  delete({ group, name }: Pick<Schedule, 'group' | 'name'>): void {
    this.#store.sql('DELETE FROM scheduler_schedule WHERE group_name = ? AND name = ?').run(group, name);
  }

  /** By group and name, after the given pair. */
  list(group: string | undefined, after: { readonly group: string; readonly name: string }): Schedule[] {
    const rows = this.#store
      .sql(
        `SELECT schedule FROM scheduler_schedule
         WHERE (?1 IS NULL OR group_name = ?1) AND (group_name, name) > (?2, ?3) ORDER BY group_name, name`,
      )
      .all(group ?? null, after.group, after.name);
    return rows.map((row) => JSON.parse(String(row.schedule)));
  }

  nextDue(): number | undefined {
    const row = this.#store.sql('SELECT min(due) AS due FROM scheduler_schedule WHERE due IS NOT NULL').get();
    return row?.due === null || row?.due === undefined ? undefined : Number(row.due);
  }

  /** Those that are due by now, the longest due first. */
  due(now: number): Due[] {
    const rows = this.#store
      .sql('SELECT schedule, due FROM scheduler_schedule WHERE due <= ? ORDER BY due, group_name, name')
      .all(now);
    return rows.map((row) => ({ schedule: JSON.parse(String(row.schedule)), at: Number(row.due) }));
  }

  /** The group's time of creation; the group `default` is always there. */
  group(name: string): number | undefined {
    const row = this.#store.sql('SELECT created_at FROM scheduler_group WHERE name = ?').get(name);
    return row ? Number(row.created_at) : name === 'default' ? 0 : undefined;
  }

  groups(): { readonly name: string; readonly createdAt: number }[] {
    const rows = this.#store.sql('SELECT name, created_at FROM scheduler_group ORDER BY name').all();
    const made = rows.map((row) => ({ name: String(row.name), createdAt: Number(row.created_at) }));
    return [{ name: 'default', createdAt: 0 }, ...made];
  }

  putGroup(name: string, createdAt: number): void {
    this.#store.sql('INSERT INTO scheduler_group VALUES (?, ?)').run(name, createdAt);
  }

  /** With its schedules. */
  deleteGroup(name: string): void {
    this.#store.transaction(() => {
      this.#store.sql('DELETE FROM scheduler_group WHERE name = ?').run(name);
      this.#store.sql('DELETE FROM scheduler_schedule WHERE group_name = ?').run(name);
    });
  }
}
