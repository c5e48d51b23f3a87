import type { Failure } from '../../../asl/failure.ts';
import { distributedConcurrency, historyEvents, payloadBytes } from '../../../asl/limits.ts';
import type { MapRunCommand } from '../../../asl/run/command.ts';
import { mapRunFailed, mapRunSucceeded, waitingFor } from '../../../asl/run/map-run.ts';
import type { Outcome } from '../../../asl/run/outcome.ts';
import type { Run } from '../../../asl/run/run.ts';
import type { ServiceContext } from '../../../service.ts';
import type { ExecutionRow } from '../execution-row.ts';
import type { Executions } from '../executions.ts';
import { ActiveMapRun } from './active-map-run.ts';
import { ActiveMapRuns } from './active-map-runs.ts';
import { Children, type Executor } from './children.ts';
import type { MapRunRow, MapRuns, Settings } from './map-runs.ts';
import { resultOf } from './results.ts';

/** Executions started in one turn of the event loop, so that others get theirs. */
const startedAtOnce = 100;
/** Executions with work in memory above which no further ones are started: as many as an account's functions run at once. */
const mostAtWork = 1_000;

/**
 * Carries out Map runs: starts an execution for each input, as many at once as there may be, until all have ended or
 * too many have failed. Everything that matters is in the store, the rest is counted anew after a restart; each input
 * becomes an execution in the transaction that takes it off the list, so none is started twice.
 */
export class Dispatcher {
  readonly #context: ServiceContext;
  readonly #mapRuns: MapRuns;
  readonly #executor: Executor;
  readonly #children: Children;
  readonly #active = new ActiveMapRuns();
  /** There were executions to start, but too many at work. */
  #heldBack = false;

  constructor(context: ServiceContext, mapRuns: MapRuns, executions: Executions, executor: Executor) {
    this.#context = context;
    this.#mapRuns = mapRuns;
    this.#executor = executor;
    this.#children = new Children(context, mapRuns, executions, executor);
    // Counted at once: what happens to executions before `resume` must find its Map run.
    for (const row of mapRuns.running()) this.#remember(row);
  }

  /** Writes down what an execution asks for, in the transaction that writes down that it waits for it. */
  take(execution: ExecutionRow, { mapRun: arn, plan }: MapRunCommand): void {
    const now = this.#context.clock.now();
    if (plan) {
      this.#remember(this.#mapRuns.add(arn, execution, plan, now));
      return;
    }
    const row = this.#mapRuns.find(arn);
    if (!row) throw new Error(`${arn} has no record`);
    this.#mapRuns.redrive(row.id, now, historyEvents - 1);
    this.#remember(this.#mapRuns.get(row.id));
  }

  /** Begins, or goes on after a restart, once the machine's role turns out to have the permissions that it needs. */
  begin(arn: string): void {
    const row = this.#mapRuns.find(arn);
    const active = row && this.#active.get(row.id);
    if (!active) return;
    const caller = { roleArn: this.#executor.roleArn(active.row.revision) };
    const input = { mapRunArn: arn };
    void this.#context.work
      .during(() => this.#context.dispatch('sfn', 'DispatchMapRun', input, caller))
      .catch((error: unknown) => {
        if (this.#active.has(active)) this.#fail(active, refusal(error));
      });
  }

  /** Its role has the permissions. */
  permit(id: number): void {
    const active = this.#active.get(id);
    if (!active) return;
    active.permitted = true;
    this.#turn(active);
  }

  /** Goes on with what ran when the process ended. */
  resume(): void {
    for (const { row, permitted } of this.#active.all()) if (!permitted) this.begin(row.arn);
  }

  /** Aborts the Map runs that the execution waits for no more, because it has ended or its Map was left. */
  settle(execution: number, run: Run): void {
    for (const active of this.#active.awaitedBy(execution))
      if (run.outcome || !waitingFor(run, active.row.arn)) this.#abort(active);
  }

  /** An execution that a Map run started has ended. */
  ended(execution: number, status: Outcome['status']): void {
    const child = this.#mapRuns.child(execution);
    const active = child && this.#active.get(child.mapRun);
    if (!active) return;
    active.ended(status, child.items);
    if (active.hasFailed) this.#fail(active, thresholdExceeded);
    else this.#turn(active);
  }

  /** Less is being worked on than before. */
  relieved(): void {
    if (!this.#heldBack || this.#executor.atWork >= mostAtWork) return;
    this.#heldBack = false;
    for (const active of this.#active.all()) this.#turn(active);
  }

  configure(row: MapRunRow, settings: Settings): void {
    this.#mapRuns.configure(row.id, settings);
    const active = this.#active.get(row.id);
    if (!active) return;
    active.row = this.#mapRuns.get(row.id);
    this.#turn(active);
  }

  #remember(row: MapRunRow): void {
    this.#active.add(new ActiveMapRun(row, this.#mapRuns.tallies(row.id)));
  }

  /** Goes on in a turn of the event loop of its own. */
  #turn(active: ActiveMapRun): void {
    if (active.hasTurn || !active.permitted) return;
    active.hasTurn = true;
    const end = this.#context.work.begin();
    setImmediate(() => {
      active.hasTurn = false;
      try {
        if (this.#context.store.db.isOpen) this.#advance(active);
      } finally {
        end();
      }
    });
  }

  #advance(active: ActiveMapRun): void {
    const { id } = active.row;
    const limit = Math.min(active.row.maxConcurrency || distributedConcurrency, distributedConcurrency);
    const most = Math.min(startedAtOnce, limit - active.running);
    const mayStart = () =>
      this.#active.has(active) && active.running < limit && this.#executor.atWork < mostAtWork;
    for (const child of active.redriving > 0 ? this.#mapRuns.children(id, 'PENDING_REDRIVE', most) : []) {
      if (!mayStart()) break;
      active.redrivenOne();
      this.#children.redrive(child);
    }
    for (const input of active.redriving === 0 && most > 0 ? this.#mapRuns.waitingInputs(id, most) : []) {
      if (!mayStart()) break;
      active.startedOne();
      this.#children.start(active.row, input);
    }
    if (!this.#active.has(active)) return;
    if (active.isDone) this.#complete(active);
    else if (!active.hasMore || active.running >= limit) return;
    else if (mayStart()) this.#turn(active);
    else this.#heldBack = true;
  }

  #complete(active: ActiveMapRun): void {
    const { id, arn, execution } = active.row;
    const now = this.#context.clock.now();
    this.#active.remove(active);
    this.#context.store.transaction(() => {
      this.#mapRuns.end(id, 'SUCCEEDED', now);
      const result = resultOf(this.#mapRuns, active.row, now, payloadBytes);
      this.#executor.change(execution, (run) => mapRunSucceeded(run, arn, result));
    });
  }

  #fail(active: ActiveMapRun, failure: Failure): void {
    this.#end(active, 'FAILED');
    this.#executor.change(active.row.execution, (run) => mapRunFailed(run, active.row.arn, failure));
  }

  #abort(active: ActiveMapRun): void {
    this.#end(active, 'ABORTED');
  }

  /** Ends it before all of its executions have ended, and those that run with it. */
  #end(active: ActiveMapRun, status: 'FAILED' | 'ABORTED'): void {
    const { id } = active.row;
    this.#active.remove(active);
    this.#context.store.transaction(() => {
      this.#mapRuns.end(id, status, this.#context.clock.now());
      this.#children.stop(id);
    });
  }
}

const thresholdExceeded: Failure = {
  error: 'States.ExceedToleratedFailureThreshold',
  cause: 'The specified tolerated failure threshold was exceeded',
};

const refusal = (thrown: unknown): Failure => {
  const isDenied = thrown instanceof Error && thrown.name === 'AccessDeniedException';
  return {
    error: isDenied ? 'States.Permissions' : 'States.Runtime',
    cause: thrown instanceof Error ? thrown.message : String(thrown),
  };
};
