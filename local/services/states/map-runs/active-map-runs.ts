import type { ActiveMapRun } from './active-map-run.ts';

/** The Map runs that run, by their ids and by the executions that wait for them. */
export class ActiveMapRuns {
  readonly #byId = new Map<number, ActiveMapRun>();
  readonly #awaited = new Map<number, Set<ActiveMapRun>>();

  get(id: number): ActiveMapRun | undefined {
    return this.#byId.get(id);
  }

  /** Not one that has ended meanwhile, even if it was redriven since. */
  has(active: ActiveMapRun): boolean {
    return this.#byId.get(active.row.id) === active;
  }

  all(): readonly ActiveMapRun[] {
    return [...this.#byId.values()];
  }

  awaitedBy(execution: number): readonly ActiveMapRun[] {
    const awaited = this.#awaited.get(execution);
    return awaited ? [...awaited] : [];
  }

  add(active: ActiveMapRun): void {
    const { id, execution } = active.row;
    this.#byId.set(id, active);
    this.#awaited.set(execution, (this.#awaited.get(execution) ?? new Set()).add(active));
  }

  remove(active: ActiveMapRun): void {
    const { id, execution } = active.row;
    this.#byId.delete(id);
    const awaited = this.#awaited.get(execution);
    awaited?.delete(active);
    if (awaited?.size === 0) this.#awaited.delete(execution);
  }
}
