import type { Machine, Scope, State } from '../definition/machine.ts';
import type { Environment } from '../expression/environment.ts';
import { dataLimitExceeded, type Failure } from '../failure.ts';
import { type Document, isLongerThan, type Json } from '../json.ts';
import { payloadBytes } from '../limits.ts';
import type { MaybePromise } from '../maybe-promise.ts';
import { type Assigned, setVariables } from './assignment.ts';
import type { Activity, Branch, MapRunActivity, Position, TaskActivity } from './branch.ts';
import { childDone } from './children.ts';
import { Chronicle } from './chronicle.ts';
import type { Command } from './command.ts';
import { type ExecutionFacts, type Extra, StateEnvironment } from './environment.ts';
import { handleFailure, thrown } from './failing.ts';
import type { HistoryEvent } from './history-event.ts';
import type { Outcome } from './outcome.ts';
import { dropChildren, isOpen, parentOf } from './tree.ts';

/** What a run needs from whoever runs it. */
export interface Host {
  /** Milliseconds since 1970. */
  now(): number;
  /** In [0, 1). */
  random(): number;
  /** A new token for an attempt, unguessable. */
  token(branch: number, attempt: number): string;
}

/** What a run has recorded and asked for since it was last looked at. */
export interface Taken {
  readonly events: readonly HistoryEvent[];
  readonly commands: readonly Command[];
  /** States entered and retries. */
  readonly transitions: number;
}

type Details = Readonly<Record<string, unknown>>;

/**
 * One execution of a machine. Pure at its core: what happens outside comes in by calls, what shall happen outside
 * collects in commands, what has happened in events, and where it stands is `position`, plain data. Between two
 * calls the host may save all three together, drop the run, and make it anew.
 */
export class Run {
  readonly machine: Machine;
  readonly execution: ExecutionFacts;
  readonly host: Host;
  readonly position: Position;
  readonly chronicle: Chronicle;
  #commands: Command[] = [];
  readonly #ready: Branch[] = [];
  #going: Promise<void> | undefined;

  constructor(machine: Machine, execution: ExecutionFacts, host: Host, position: Position) {
    this.machine = machine;
    this.execution = execution;
    this.host = host;
    this.position = position;
    this.chronicle = new Chronicle(position, () => host.now());
  }

  get outcome(): Outcome | undefined {
    return this.chronicle.outcome;
  }

  /** Does all that can be done now. A promise when an expression needs its time. */
  go(): MaybePromise<void> {
    if (this.#going) return this.#going;
    const pending = this.#drain();
    if (!(pending instanceof Promise)) return undefined;
    this.#going = pending.finally(() => {
      this.#going = undefined;
    });
    return this.#going;
  }

  #drain(): MaybePromise<void> {
    while (!this.outcome) {
      const branch = this.#ready.shift();
      if (!branch) return undefined;
      const pending = this.#advance(branch);
      if (pending instanceof Promise) return pending.then(() => this.#drain());
    }
    return undefined;
  }

  /** From state to state, until the branch has to wait. */
  #advance(branch: Branch): MaybePromise<void> {
    while (this.#isOpen(branch) && (branch.failure || isRunnable(branch.activity))) {
      const pending = this.#visit(branch);
      if (pending instanceof Promise) return pending.then(() => this.#advance(branch));
    }
    return undefined;
  }

  #visit(branch: Branch): MaybePromise<void> {
    const failed = (error: unknown) => {
      if (this.#isOpen(branch)) thrown(this, branch, error);
    };
    try {
      const pending = this.#step(branch, this.stateOf(branch));
      return pending instanceof Promise ? pending.catch(failed) : pending;
    } catch (error) {
      return failed(error);
    }
  }

  #step(branch: Branch, state: State): MaybePromise<void> {
    const { activity } = branch;
    if (branch.failure) return handleFailure(this, branch, state, branch.failure);
    if (activity.kind === 'result') return state.resume(this, branch, activity.result);
    if (activity.kind === 'enter') this.#enter(branch, state);
    return state.execute(this, branch);
  }

  #enter(branch: Branch, state: State): void {
    this.chronicle.transitions += 1;
    branch.enteredAt = this.host.now();
    branch.enteredAfter = branch.last;
    branch.retries = [];
    this.record(branch, `${state.type}StateEntered`, { name: state.name, input: branch.input.text });
    branch.entered = branch.last;
    branch.activity = { kind: 'execute' };
  }

  /** Leaves the state for the next one, or ends the branch. @throws StateFailure when output or variables are too large */
  leave(branch: Branch, output: Document, assigned: Assigned | undefined, next: string | undefined): void {
    if (!this.#isOpen(branch)) return;
    const { name, type } = this.stateOf(branch);
    if (isLongerThan(output.text, payloadBytes))
      throw dataLimitExceeded(
        `The state/task '${name}' returned a result with a size exceeding the maximum number of bytes service limit.`,
      );
    if (assigned) setVariables(this.position, branch, assigned);
    delete branch.failure;
    dropChildren(this.position, branch);
    this.record(branch, `${type}StateExited`, {
      name,
      output: output.text,
      ...(assigned && { assignedVariables: assigned.texts }),
    });
    branch.input = output;
    if (next !== undefined) {
      branch.state = next;
      branch.activity = { kind: 'enter' };
      return;
    }
    branch.activity = { kind: 'done' };
    const parent = parentOf(this.position, branch);
    if (parent) childDone(this, parent, branch);
    else this.chronicle.finish({ status: 'SUCCEEDED', output: output.text });
  }

  /** Leaves the branch waiting. */
  park(branch: Branch, activity: Activity): void {
    if (this.#isOpen(branch)) branch.activity = activity;
  }

  /** Leaves the branch waiting for what comes of a call or a Map run, which the host is asked for. */
  call(branch: Branch, activity: TaskActivity | MapRunActivity, command: Command): void {
    if (!this.#isOpen(branch)) return;
    branch.activity = activity;
    this.#commands.push(command);
  }

  /** Puts a branch back to work. */
  wake(branch: Branch, activity: Activity): void {
    branch.activity = activity;
    this.#ready.push(branch);
  }

  /** Marks a branch as failed, for Retry and Catch to look at. */
  fail(branch: Branch, failure: Failure): void {
    branch.failure = failure;
    this.#ready.push(branch);
  }

  /** A new branch, ready to run. @param from its `after` is the event that its first one follows */
  spawn(
    from: Pick<Branch, 'scope' | 'input' | 'index'> & { after: number; parent?: Branch; item?: Json },
  ): Branch {
    const branch: Branch = {
      id: this.newId(),
      ...(from.parent && { parent: from.parent.id }),
      ...(from.item !== undefined && { item: from.item }),
      index: from.index,
      scope: from.scope,
      state: this.#scope(from.scope).startAt,
      input: from.input,
      variables: {},
      sizes: {},
      activity: { kind: 'enter' },
      enteredAt: this.host.now(),
      entered: 0,
      enteredAfter: 0,
      last: from.after,
      retries: [],
    };
    this.position.branches.set(branch.id, branch);
    this.#ready.push(branch);
    return branch;
  }

  /** For a branch or an attempt; unique within the execution. */
  newId(): number {
    this.position.ids += 1;
    return this.position.ids;
  }

  /** Records an event of a branch. */
  record(branch: Branch, type: string, details?: Details, previous = branch.last): void {
    this.chronicle.record(branch, type, details, previous);
  }

  /** What an expression in the branch's current state sees. */
  environment(branch: Branch, extra: Extra = {}): Environment {
    return new StateEnvironment(this, branch, extra);
  }

  stateOf(branch: Branch): State {
    const state = this.#scope(branch.scope).states.get(branch.state);
    if (!state) throw new Error(`${this.execution.id}: no state "${branch.state}" in "${branch.scope}"`);
    return state;
  }

  #scope(path: string): Scope {
    const scope = this.machine.scopes.get(path);
    if (!scope) throw new Error(`${this.execution.id}: no states at "${path}"`);
    return scope;
  }

  #isOpen(branch: Branch): boolean {
    return !this.outcome && isOpen(this.position, branch);
  }

  /** Branches that can still be woken, by time or by an answer. */
  open(): readonly Branch[] {
    return [...this.position.branches.values()].filter((branch) => !branch.failure && this.#isOpen(branch));
  }

  /** Hands over what has been recorded and asked for; an execution that ended asks for nothing. */
  take(): Taken {
    const commands = this.outcome ? [] : this.#commands;
    this.#commands = [];
    return { ...this.chronicle.take(), commands };
  }
}

const isRunnable = ({ kind }: Activity): boolean =>
  kind === 'enter' || kind === 'execute' || kind === 'result';

export const newPosition = (): Position => ({ branches: new Map(), ids: 0, events: 0 });
