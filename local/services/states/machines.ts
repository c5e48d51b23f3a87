import type { LoggingConfiguration, TracingConfiguration } from '@aws-sdk/client-sfn';
import type { Store } from '../../store.ts';
import type { RevisionRow } from './execution-row.ts';

export interface MachineRow {
  readonly arn: string;
  readonly name: string;
  readonly created: number;
  /** Id of the current revision. */
  readonly revision: number;
  /** The highest version number ever given. */
  readonly versions: number;
}

export interface VersionRow {
  readonly machine: string;
  readonly number: number;
  readonly revision: number;
  readonly description: string | null;
  readonly created: number;
}

export interface NewRevision {
  readonly machine: string;
  readonly name: string;
  readonly revisionId: string | null;
  readonly definition: string;
  readonly roleArn: string;
  readonly updated: number;
  readonly logging: LoggingConfiguration;
  readonly tracing: TracingConfiguration;
}

/** The state machines' records, their revisions and versions. */
export class Machines {
  readonly #store: Store;
  readonly #revisions = new Map<number, RevisionRow>();
  /** Asked for at every transition, so kept in memory. */
  readonly #deleting: Set<string>;

  constructor(store: Store) {
    this.#store = store;
    const rows = store.sql('SELECT machine FROM sfn_deleting').all();
    this.#deleting = new Set(rows.map(({ machine }) => String(machine)));
  }

  find(arn: string): MachineRow | undefined {
    return this.#store.sql('SELECT * FROM sfn_machine WHERE arn = ?').get(arn) as MachineRow | undefined;
  }

  /** In the order of their names, after the `offset` first ones. */
  list(offset: number, limit: number): readonly MachineRow[] {
    return this.#store
      .sql('SELECT * FROM sfn_machine ORDER BY arn LIMIT ? OFFSET ?')
      .all(limit, offset)
      .map((row) => row as object as MachineRow);
  }

  add({ arn, name, created }: Pick<MachineRow, 'arn' | 'name' | 'created'>, revision: NewRevision): number {
    const id = this.addRevision(revision);
    this.#store
      .sql('INSERT INTO sfn_machine (arn, name, created, revision) VALUES (?, ?, ?, ?)')
      .run(arn, name, created, id);
    return id;
  }

  addRevision(revision: NewRevision): number {
    const { lastInsertRowid } = this.#store
      .sql(`INSERT INTO sfn_revision (machine, name, revisionId, definition, roleArn, updated, logging, tracing)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)`)
      .run(
        revision.machine,
        revision.name,
        revision.revisionId,
        revision.definition,
        revision.roleArn,
        revision.updated,
        JSON.stringify(revision.logging),
        JSON.stringify(revision.tracing),
      );
    const id = Number(lastInsertRowid);
    this.#store.sql('UPDATE sfn_machine SET revision = ? WHERE arn = ?').run(id, revision.machine);
    return id;
  }

  /** Revisions never change, and their definitions are long: each is read once. */
  revision(id: number): RevisionRow {
    const known = this.#revisions.get(id);
    if (known) return known;
    const row = this.#store.sql('SELECT * FROM sfn_revision WHERE id = ?').get(id) as RevisionRow | undefined;
    if (!row) throw new Error(`revision ${id} has no record`);
    this.#revisions.set(id, row);
    return row;
  }

  /** Marks a machine as deleted as soon as its executions have ended. */
  markDeleting(arn: string): void {
    this.#store.sql('INSERT OR IGNORE INTO sfn_deleting (machine) VALUES (?)').run(arn);
    this.#deleting.add(arn);
  }

  isDeleting(arn: string): boolean {
    return this.#deleting.has(arn);
  }

  /** Executions keep their revisions; all else of the machine goes. */
  remove(arn: string): void {
    this.#store.sql('DELETE FROM sfn_deleting WHERE machine = ?').run(arn);
    this.#deleting.delete(arn);
    this.#store.sql('DELETE FROM sfn_alias WHERE machine = ?').run(arn);
    this.#store.sql('DELETE FROM sfn_machine WHERE arn = ?').run(arn);
    this.#store.sql('DELETE FROM sfn_version WHERE machine = ?').run(arn);
    this.#store.sql('DELETE FROM sfn_tag WHERE arn = ?').run(arn);
  }

  /** The latest version, if it is the machine's current revision. */
  published({ arn, revision }: MachineRow): VersionRow | undefined {
    const latest = this.versions(arn, Number.MAX_SAFE_INTEGER, 1)[0];
    return latest?.revision === revision ? latest : undefined;
  }

  /** Publishes the current revision, unless the latest version is it already. */
  publish(arn: string, description: string | undefined, created: number): VersionRow {
    const machine = this.find(arn);
    if (!machine) throw new Error(`${arn} has no record`);
    const published = this.published(machine);
    if (published) return published;
    const number = machine.versions + 1;
    this.#store.sql('UPDATE sfn_machine SET versions = ? WHERE arn = ?').run(number, arn);
    this.#store
      .sql('INSERT INTO sfn_version (machine, number, revision, description, created) VALUES (?, ?, ?, ?, ?)')
      .run(arn, number, machine.revision, description ?? null, created);
    return { machine: arn, number, revision: machine.revision, description: description ?? null, created };
  }

  version(arn: string, number: number): VersionRow | undefined {
    return this.#store.sql('SELECT * FROM sfn_version WHERE machine = ? AND number = ?').get(arn, number) as
      | VersionRow
      | undefined;
  }

  /** Latest first, below `before`. */
  versions(arn: string, before: number, limit: number): readonly VersionRow[] {
    return this.#store
      .sql('SELECT * FROM sfn_version WHERE machine = ? AND number < ? ORDER BY number DESC LIMIT ?')
      .all(arn, before, limit)
      .map((row) => row as object as VersionRow);
  }

  removeVersion(arn: string, number: number): void {
    this.#store.sql('DELETE FROM sfn_version WHERE machine = ? AND number = ?').run(arn, number);
  }
}
