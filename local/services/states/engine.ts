import { itemMachine } from '../../asl/definition/item-machine.ts';
import type { Machine } from '../../asl/definition/machine.ts';
import { parseDefinition } from '../../asl/definition/parse.ts';
import { redrive, resume, start } from '../../asl/run/begin.ts';
import { readPosition } from '../../asl/run/branch.ts';
import type { CallCommand } from '../../asl/run/command.ts';
import type { Outcome } from '../../asl/run/outcome.ts';
import { Run } from '../../asl/run/run.ts';
import { answered, failed } from '../../asl/run/task.ts';
import { elapse, nextDue } from '../../asl/run/time.ts';
import type { Cancel } from '../../clock.ts';
import type { ServiceContext } from '../../service.ts';
import { type ExecutionRow, factsOf, type RevisionRow } from './execution-row.ts';
import type { Executions } from './executions.ts';
import type { Machines } from './machines.ts';
import { Dispatcher } from './map-runs/dispatcher.ts';
import type { MapRuns } from './map-runs/map-runs.ts';
import { labelIn } from './map-runs/names.ts';
import { announceStatus } from './status-event.ts';
import { makeCall } from './task-call.ts';
import { newTaskToken } from './task-token.ts';

/** An execution in memory: one that works, or whose tasks are being carried out. */
interface Live {
  readonly id: number;
  readonly machine: string;
  run: Run;
  readonly roleArn: string;
  /** Calls that have not come back. */
  calls: number;
  /** An expression is being evaluated. */
  busy: boolean;
}

interface Timer {
  readonly at: number;
  readonly cancel: Cancel;
}

/**
 * Runs executions: hands them what happens, saves where they stand after each step of work, and then does what they
 * ask for. An execution that only waits is not kept in memory but for its timer. A call that was under way when the
 * process died is made again, with the same token: Lambda would invoke again as well.
 */
export class Engine {
  readonly #context: ServiceContext;
  readonly #records: Machines;
  readonly #executions: Executions;
  readonly #live = new Map<number, Live>();
  readonly #timers = new Map<number, Timer>();
  readonly #machines = new Map<number, Machine>();
  /** By revision and label. */
  readonly #itemMachines = new Map<string, Machine>();
  readonly mapRuns: Dispatcher;

  constructor(context: ServiceContext, records: Machines, executions: Executions, mapRuns: MapRuns) {
    this.#context = context;
    this.#records = records;
    this.#executions = executions;
    this.mapRuns = new Dispatcher(context, mapRuns, executions, this);
  }

  get atWork(): number {
    return this.#live.size;
  }

  roleArn(revision: number): string {
    return this.#records.revision(revision).roleArn;
  }

  /** Starts an execution whose record has just been written. */
  start(id: number): void {
    this.#announce(id);
    this.change(id, start);
  }

  /** Continues an execution whose record says again that it runs. */
  redrive(id: number): void {
    const live = this.#live.get(id);
    if (live) live.run = this.#runOf(this.#row(id));
    this.#announce(id);
    this.change(id, redrive);
  }

  /** Takes up all that ran when the process ended. */
  resume(): void {
    for (const id of this.#executions.running()) {
      if (this.#live.has(id)) continue;
      const live = this.#load(id);
      if (!live) continue;
      if (live.run.position.branches.size === 0) start(live.run);
      else if (!resume(live.run)) {
        this.#park(live);
        continue;
      }
      this.#drive(live);
    }
    this.mapRuns.resume();
  }

  /** Applies what happened to an execution and goes on from there; saved when it returns. */
  change<T>(id: number, apply: (run: Run) => T): T | undefined {
    const live = this.#load(id);
    if (!live) return undefined;
    const result = apply(live.run);
    this.#drive(live);
    return result;
  }

  /**
   * Applies what would lead an execution to its next transition: one whose machine is being deleted fails there, as
   * AWS has it.
   */
  advance<T>(id: number, apply: (run: Run) => T): T | undefined {
    return this.change(id, (run) => {
      const live = this.#live.get(id);
      if (live && this.#records.isDeleting(live.machine)) {
        endWithMachine(run);
        return undefined;
      }
      return apply(run);
    });
  }

  /** Looks at an execution where it stands; undefined when there is none that runs. */
  inspect<T>(id: number, look: (run: Run) => T): T | undefined {
    const live = this.#live.get(id);
    if (live) return live.run.outcome ? undefined : look(live.run);
    const row = this.#executions.get(id);
    return row?.status === 'RUNNING' ? look(this.#runOf(row)) : undefined;
  }

  machine(revision: RevisionRow): Machine {
    const known = this.#machines.get(revision.id);
    if (known) return known;
    const { machine } = parseDefinition(revision.definition);
    if (!machine) throw new Error(`${revision.machine}: the stored definition is not valid`);
    this.#machines.set(revision.id, machine);
    return machine;
  }

  /** What an execution runs: the whole machine, or for a Map run the states inside the Map. */
  #machineOf({ machine: arn }: ExecutionRow, revision: RevisionRow): Machine {
    const machine = this.machine(revision);
    const label = labelIn(arn);
    if (label === undefined) return machine;
    const key = `${revision.id}/${label}`;
    const known = this.#itemMachines.get(key) ?? itemMachine(machine, label);
    this.#itemMachines.set(key, known);
    return known;
  }

  #row(id: number): ExecutionRow {
    const row = this.#executions.get(id);
    if (!row) throw new Error(`execution ${id} has no record`);
    return row;
  }

  #load(id: number): Live | undefined {
    const known = this.#live.get(id);
    if (known) return known.run.outcome ? undefined : known;
    const row = this.#executions.get(id);
    if (row?.status !== 'RUNNING') return undefined;
    const live: Live = {
      id,
      machine: row.machine,
      run: this.#runOf(row),
      roleArn: this.roleArn(row.revision),
      calls: 0,
      busy: false,
    };
    this.#live.set(id, live);
    return live;
  }

  #runOf(row: ExecutionRow): Run {
    const revision = this.#records.revision(row.revision);
    const { clock } = this.#context;
    const random = () => this.#context.random();
    return new Run(
      this.#machineOf(row, revision),
      factsOf(row, revision),
      {
        now: () => clock.now(),
        random,
        token: (branch, attempt) => newTaskToken({ execution: row.id, branch, attempt }, random),
      },
      readPosition(row.position ?? '{}'),
    );
  }

  #drive(live: Live): void {
    const { run } = live;
    const pending = run.go();
    this.#save(live);
    if (!(pending instanceof Promise)) {
      this.#park(live);
      return;
    }
    if (live.busy) return;
    live.busy = true;
    const end = this.#context.work.begin();
    pending
      .catch((error: unknown) =>
        run.chronicle.finish({ status: 'FAILED', error: 'States.Runtime', cause: String(error) }),
      )
      .then(() => {
        live.busy = false;
        this.#drive(live);
      })
      .finally(end);
  }

  /** Saves first; calls are made once whatever transaction this is part of is over, so that none is made off the record. */
  #save(live: Live): void {
    const { run, id } = live;
    const taken = run.take();
    this.#context.usage.stateTransitions += taken.transitions;
    this.#context.store.transaction(() => {
      this.#executions.save(id, run, taken, this.#context.clock.now());
      for (const command of taken.commands)
        if ('mapRun' in command) this.mapRuns.take(this.#row(id), command);
    });
    for (const command of taken.commands)
      if ('mapRun' in command) this.mapRuns.begin(command.mapRun);
      else this.#carryOut(live, command);
    this.mapRuns.settle(id, run);
    if (run.outcome && taken.events.length > 0) this.#ended(live, run.outcome);
  }

  #ended({ id, machine }: Live, { status }: Outcome): void {
    this.#announce(id);
    if (labelIn(machine) !== undefined) this.mapRuns.ended(id, status);
    if (this.#records.isDeleting(machine)) this.#removeEnded(machine);
  }

  /** The last execution of a deleted machine takes it along. */
  #removeEnded(machine: string): void {
    if (this.#executions.runningOf(machine).length === 0) this.#records.remove(machine);
  }

  #carryOut(live: Live, { branch, attempt, call }: CallCommand): void {
    live.calls += 1;
    const end = this.#context.work.begin();
    Promise.resolve()
      .then(() => makeCall(this.#context, call, live.roleArn))
      .then((result) => {
        live.calls -= 1;
        if (live.run.outcome) {
          this.#park(live);
          return;
        }
        if (this.#records.isDeleting(live.machine)) endWithMachine(live.run);
        else if ('output' in result) answered(live.run, branch, attempt, result.output);
        else failed(live.run, branch, attempt, result.failure);
        this.#drive(live);
      })
      .finally(end);
  }

  /** Sets the timer for what is due next, and forgets an execution that only waits. */
  #park(live: Live): void {
    this.#schedule(live.id, nextDue(live.run));
    if (live.calls > 0 || live.busy) return;
    this.#live.delete(live.id);
    this.mapRuns.relieved();
  }

  #schedule(id: number, due: number | undefined): void {
    const timer = this.#timers.get(id);
    if (timer?.at === due) return;
    timer?.cancel();
    if (due === undefined) this.#timers.delete(id);
    else this.#timers.set(id, { at: due, cancel: this.#context.clock.at(due, () => this.#elapse(id)) });
  }

  #elapse(id: number): void {
    this.#timers.delete(id);
    this.advance(id, elapse);
  }

  #announce(id: number): void {
    announceStatus(this.#context, this.#row(id));
  }
}

function endWithMachine({ chronicle, execution }: Run): void {
  chronicle.finish({
    status: 'FAILED',
    error: 'States.Runtime',
    cause: `State machine ${execution.machine.name} has been deleted`,
  });
}
