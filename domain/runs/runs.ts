import { holdOf } from '../../workflows/hold-step.ts';
import type { BranchTask } from '../../workflows/task.ts';
import { lineageOf } from '../people/lineage.ts';
import { profileKey, runKey } from '../records.ts';
import { failedConditions, isConditionFailure, type Table } from '../table.ts';
import { closing } from './closing.ts';
import { Exited } from './exited.ts';
import { ask } from './question.ts';
import { personNow, type RunRecord, type RunStatus, type StepResult } from './run-record.ts';

/** What a task says of itself, whichever function carries it out. */
export type TaskRef = Pick<BranchTask, 'run' | 'step' | 'visit' | 'last'>;

/**
 * The records of runs, as their steps open, note and close them. Each change is one conditional write, so retries and
 * redeliveries find what was decided instead of deciding again. Pauses are `Waits`.
 */
export class Runs {
  readonly #table: Table;

  constructor(table: Table) {
    this.#table = table;
  }

  /** Read consistently; undefined when there is no such run. */
  read(person: string, run: string): Promise<RunRecord | undefined> {
    return this.#table.get<RunRecord>(runKey(person, run));
  }

  /**
   * The run of a task that is being carried out. One that had failed was redriven, so it is open again; one that this
   * very task has closed may be shown to its retry.
   * @throws Exited when the run is over
   */
  async open(task: TaskRef): Promise<RunRecord> {
    const run = await this.read(task.run.person, task.run.id);
    if (!run) throw new Exited(`${task.run.id}: there is no such run (any more)`);
    if (run.status === 'failed') return this.#reopen(run);
    const mayRepeat = run.status !== 'stopped' && run.step === task.step && run.visit === task.visit;
    if (run.status !== 'running' && !mayRepeat) throw new Exited(`${run.id}: ${run.status}`);
    return run;
  }

  /**
   * Opens a step with effects: reads its run and asks whether it was ended meanwhile.
   * @throws Exited when the run is over
   */
  async begin(task: TaskRef, now: Date): Promise<RunRecord> {
    return this.#unlessOver(await this.open(task), task, now);
  }

  async #unlessOver(run: RunRecord, task: TaskRef, now: Date): Promise<RunRecord> {
    const exit = await ask(this.#table, run, []);
    if (!exit) return run;
    await this.#note(task, 'exited', now, 'exited');
    throw new Exited(`${task.run.id}: ended by event ${exit.seq} before ${task.step}`);
  }

  /** Whether something came since a place on the timeline that ended a run or led it on; or it was stopped. */
  async wasLedOn(run: RunRecord, since: number): Promise<boolean> {
    if (run.status === 'stopped' || run.consumed.some((seq) => seq > since)) return true;
    return (await ask(this.#table, run, [])) !== undefined;
  }

  /** Notes a step in its run's history, and closes the run when nothing follows. A retry changes nothing. */
  async done(task: TaskRef, outcome: string, now: Date): Promise<void> {
    await this.#note(task, outcome, now, task.last ? 'completed' : undefined);
  }

  /**
   * Opens a step with effects as `begin` does, and notes it as done with what `draw` gives, before its effects: they
   * are the caller's to finish, and every attempt finishes them for the same result, the first that was written.
   * @throws Exited when the run is over.
   */
  async decide<R extends StepResult>(
    task: TaskRef,
    outcome: string,
    draw: () => Promise<R>,
    now: Date,
  ): Promise<{ readonly run: RunRecord; readonly result: R }> {
    const open = await this.open(task);
    if (resultOf(open, task)) return { run: open, result: resultOf(open, task) as R };
    await this.#unlessOver(open, task, now);
    await this.#note(task, outcome, now, task.last ? 'completed' : undefined, await draw());
    const run = await this.open(task);
    const result = resultOf(run, task);
    if (!result) throw new Exited(`${run.id}: has passed ${task.step}`);
    return { run, result: result as R };
  }

  /** Ends the run at an `exit` step. */
  async exit(task: TaskRef, reason: string, now: Date): Promise<void> {
    await this.#note(task, `exit: ${reason}`, now, 'exited');
  }

  async #note(
    task: TaskRef,
    outcome: string,
    now: Date,
    close: RunStatus | undefined,
    result?: StepResult,
  ): Promise<void> {
    if (await this.#tryNote(task, outcome, now, close, result)) return;
    const run = await this.read(task.run.person, task.run.id);
    if (run?.status !== 'failed') return;
    // Redriven at a step that had done its work before it failed, and so never opened its run.
    await this.#reopen(run);
    await this.#tryNote(task, outcome, now, close, result);
  }

  /**
   * False where nothing was to be written: the run is closed, or the step was noted. A noted step may still close, and
   * the hold of a message's step, which has the step's own visit, is not yet the step.
   */
  async #tryNote(
    { run, step, visit }: TaskRef,
    outcome: string,
    now: Date,
    close: RunStatus | undefined,
    result: StepResult | undefined,
  ): Promise<boolean> {
    const ending = closing(close, now);
    const entry = { step, at: now.toISOString(), outcome, result };
    try {
      await this.#table.update(
        runKey(run.person, run.id),
        `SET step = :step, visit = :visit, history = list_append(history, :entry)${ending.update}`,
        {
          condition: close
            ? '#status = :running'
            : '#status = :running AND (visit < :visit OR (visit = :visit AND step = :hold))',
          names: { '#status': 'status' },
          values: {
            ':step': step,
            ':visit': visit,
            ':entry': [entry],
            ':running': 'running',
            ...(close ? {} : { ':hold': holdOf(step) }),
            ...ending.values,
          },
        },
      );
      return true;
    } catch (error) {
      if (!isConditionFailure(error)) throw error;
      return false;
    }
  }

  /**
   * Status and list at once, and where its person was merged into another meanwhile, with that one: an event recorded in
   * between would find a run that is open and not listed, or the reverse.
   */
  async #reopen(run: RunRecord): Promise<RunRecord> {
    const { joined } = await lineageOf(this.#table, run.person);
    try {
      await this.#table.transact([
        {
          key: profileKey(personNow({ ...run, joined })),
          update: 'SET openRuns.#run = :journey ADD version :one',
          condition: 'attribute_exists(pk) AND attribute_not_exists(mergedInto)',
          names: { '#run': run.id },
          values: { ':journey': openRunValue(run), ':one': 1 },
        },
        {
          key: run,
          update: `SET #status = :running${joined.length > 0 ? ', joined = :joined' : ''} REMOVE endedAt`,
          condition: '#status = :failed',
          names: { '#status': 'status' },
          values: {
            ':running': 'running',
            ':failed': 'failed',
            ...(joined.length > 0 && { ':joined': joined }),
          },
        },
      ]);
      return { ...run, status: 'running', ...(joined.length > 0 && { joined }) };
    } catch (error) {
      if (!failedConditions(error)) throw error;
      const now = await this.read(run.person, run.id);
      if (now?.status === 'running') return now;
      if (now?.status === 'failed') throw error;
      throw new Exited(`${run.id}: ${now?.status ?? 'erased'}`);
    }
  }
}

/** What this very visit of a step decided before. */
const resultOf = (run: RunRecord, { step, visit }: TaskRef): StepResult | undefined =>
  run.step === step && run.visit === visit ? run.history.at(-1)?.result : undefined;

/** How the profile lists an open run: its journey, and its key where the journey has one. */
export const openRunValue = ({ journey, key }: Pick<RunRecord, 'journey' | 'key'>): string =>
  key === undefined ? journey : `${journey}#${key}`;
