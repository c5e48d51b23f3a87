import type { BranchTask, RunStepTask, WaitTask, WaitTimedOutTask } from '../../workflows/task.ts';
import type { Profile } from '../people/profile.ts';
import { profileKey, runKey } from '../records.ts';
import { failedConditions, isConditionFailure, type Table } from '../table.ts';
import { AlreadyPast } from './already-past.ts';
import { Exited } from './exited.ts';
import { Matched } from './matched.ts';
import { type Answer, ask } from './question.ts';
import type { OpenWait, RunRecord, RunStatus, WaitOutcome } from './run-record.ts';

/** What a task says of itself, whichever function carries it out. */
export type TaskRef = Pick<BranchTask, 'run' | 'step' | 'visit' | 'last'>;

const isAt = ({ wait }: RunRecord, { step, visit }: Pick<TaskRef, 'step' | 'visit'>): boolean =>
  wait?.step === step && wait.visit === visit;

/** DynamoDB reserves these words. */
const pauseNames = { '#status': 'status', '#wait': 'wait' };

/** The run is in this very pause, and nobody has decided it. */
const stillOpen =
  '#status = :running AND #wait.step = :step AND #wait.visit = :visit AND attribute_not_exists(#wait.outcome)';

/** How often a timed-out wait may find that the timeline grew under it before Step Functions is asked to retry. */
const timelineRaces = 20;

/**
 * The records of runs. Each change is one conditional write, so retries, redeliveries and late callbacks find what was
 * decided instead of deciding again.
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
   * Opens a step with effects: reads its run and asks whether it was ended meanwhile. A run that had failed and is
   * here again was redriven, so it is open again.
   * @throws Exited when the run is over.
   */
  async begin(task: TaskRef, now: Date): Promise<RunRecord> {
    const run = await this.#open(task);
    const exit = await ask(this.#table, run, []);
    if (!exit) return run;
    await this.#close(run, 'exited', task, now);
    throw new Exited(`${task.run.id}: ended by event ${exit.seq} before ${task.step}`);
  }

  /** Notes a step in its run's history, and closes the run when nothing follows. A retry changes nothing. */
  async done(task: TaskRef, outcome: string, now: Date): Promise<void> {
    await this.#note(task, outcome, now, task.last ? 'completed' : undefined);
  }

  /** Ends the run at an `exit` step. */
  async exit(task: TaskRef, reason: string, now: Date): Promise<void> {
    await this.#note(task, `exit: ${reason}`, now, 'exited');
  }

  /**
   * Registers a pause and then asks whether it is over already. Returns how it ended if it did; undefined means that
   * the token will be answered by the event's recording or run into its time-out.
   * @throws Exited, AlreadyPast
   */
  async register(task: WaitTask, now: Date): Promise<WaitOutcome | undefined> {
    const run = await this.#open(task);
    if (isAt(run, task) && run.wait?.outcome) return run.wait.outcome;
    if (task.refusePast && Date.parse(task.until) <= now.getTime())
      throw new AlreadyPast(`${task.step}: ${task.until} is past`);
    const { step, visit, token, until, awaits, last } = task;
    const registered = await this.#pause(run, { step, visit, token, until, awaits, last });
    if (!registered) return this.#outcomeOf(task);
    const answer = await ask(this.#table, registered, awaits);
    return answer && this.win(registered, answer, now);
  }

  /**
   * Ends a pause by an event: the one conditional write that decides it. Returns what was decided, here or by
   * somebody else first; undefined when the run has gone on to another pause.
   */
  async win(run: RunRecord, answer: Answer, now: Date): Promise<WaitOutcome | undefined> {
    const { wait } = run;
    if (!wait) return undefined;
    const last = answer.kind === 'matched' && (wait.last || wait.awaits[answer.result.matched]?.last);
    const close = answer.kind === 'exited' ? 'exited' : last ? 'completed' : undefined;
    const entry = { step: wait.step, at: now.toISOString(), outcome: outcomeText(wait, answer) };
    try {
      await this.#table.update(
        run,
        `SET #wait.outcome = :outcome, #consumed = list_append(#consumed, :seq), history = list_append(history, :entry)${closing(close)}`,
        {
          condition: stillOpen,
          names: { ...pauseNames, '#consumed': 'consumed' },
          values: {
            ':outcome': answer,
            ':seq': [answer.seq],
            ':entry': [entry],
            ':running': 'running',
            ':step': wait.step,
            ':visit': wait.visit,
            ...closingValues(close, now),
          },
        },
      );
      return answer;
    } catch (error) {
      if (!isConditionFailure(error)) throw error;
      return this.#outcomeOf({ run: { id: run.id, person: run.person }, step: wait.step, visit: wait.visit });
    }
  }

  /**
   * Ends a wait in time: takes the timeline's present end as the run's floor, in one transaction that fails if
   * anything was recorded meanwhile, so that a match recorded before it beats the timeout.
   * @throws Matched, Exited
   */
  async timeOut(task: WaitTimedOutTask, now: Date): Promise<void> {
    for (let race = 0; race < timelineRaces; race += 1) {
      const outcome = await this.#tryTimeOut(task, now);
      if (outcome?.kind === 'timedOut') return;
      if (outcome?.kind === 'exited') throw new Exited(`${task.run.id}: ended by event ${outcome.seq}`);
      if (outcome?.kind === 'matched') throw new Matched(`${task.step}: event ${outcome.seq} came first`);
    }
    throw new Error(`${task.run.id}: the timeline did not rest while ${task.step} timed out`);
  }

  async #tryTimeOut(task: WaitTimedOutTask, now: Date): Promise<WaitOutcome | undefined> {
    let run = await this.#open(task);
    if (!isAt(run, task)) {
      const { step, visit, awaits, last } = task;
      const until = now.toISOString();
      const registered = await this.#pause(run, { step, visit, token: '', until, awaits, last });
      if (!registered) return undefined;
      run = registered;
    }
    if (run.wait?.outcome) return run.wait.outcome;
    const profile = await this.#table.get<Profile>(profileKey(run.person));
    const floor = profile?.seq ?? run.floor;
    const answer = await ask(this.#table, run, task.awaits, floor);
    if (answer) return this.win(run, answer, now);
    return this.#moveFloor(run, task, floor, now);
  }

  async #moveFloor(
    run: RunRecord,
    task: WaitTimedOutTask,
    floor: number,
    now: Date,
  ): Promise<WaitOutcome | undefined> {
    const close = task.last ? 'completed' : undefined;
    const outcome: WaitOutcome = { kind: 'timedOut' };
    const entry = { step: task.step, at: now.toISOString(), outcome: 'timed out' };
    try {
      await this.#table.transact([
        { check: profileKey(run.person), condition: 'seq = :seq', values: { ':seq': floor } },
        {
          key: run,
          update: `SET #wait.outcome = :outcome, #floor = :floor, #consumed = :none, history = list_append(history, :entry)${closing(close)}`,
          condition: stillOpen,
          names: { ...pauseNames, '#consumed': 'consumed', '#floor': 'floor' },
          values: {
            ':outcome': outcome,
            ':floor': floor,
            ':none': [],
            ':entry': [entry],
            ':running': 'running',
            ':step': task.step,
            ':visit': task.visit,
            ...closingValues(close, now),
          },
        },
      ]);
      return outcome;
    } catch (error) {
      if (!failedConditions(error)) throw error;
      return undefined;
    }
  }

  /** Sets the run's pause unless the run has passed it; returns the run as it then is, undefined if it has. */
  async #pause(run: RunRecord, wait: OpenWait): Promise<RunRecord | undefined> {
    try {
      return await this.#table.update<RunRecord>(run, 'SET #wait = :wait, step = :step, visit = :visit', {
        condition:
          '#status = :running AND (visit < :visit OR (visit = :visit AND #wait.step = :step AND attribute_not_exists(#wait.outcome)))',
        names: pauseNames,
        values: { ':wait': wait, ':step': wait.step, ':visit': wait.visit, ':running': 'running' },
      });
    } catch (error) {
      if (!isConditionFailure(error)) throw error;
      return undefined;
    }
  }

  async #outcomeOf(at: { run: Pick<RunStepTask['run'], 'id' | 'person'>; step: string; visit: number }) {
    const run = await this.read(at.run.person, at.run.id);
    return run && isAt(run, at) ? run.wait?.outcome : undefined;
  }

  async #open(task: TaskRef): Promise<RunRecord> {
    const run = await this.read(task.run.person, task.run.id);
    if (!run) throw new Exited(`${task.run.id}: there is no such run (any more)`);
    if (run.status === 'failed') return this.#reopen(run);
    const mayRepeat = run.status !== 'stopped' && run.step === task.step && run.visit === task.visit;
    if (run.status !== 'running' && !mayRepeat) throw new Exited(`${run.id}: ${run.status}`);
    return run;
  }

  async #reopen(run: RunRecord): Promise<RunRecord> {
    await this.#table.update(profileKey(run.person), 'SET openRuns.#run = :journey ADD version :one', {
      names: { '#run': run.id },
      values: { ':journey': openRunValue(run), ':one': 1 },
    });
    return this.#table.update<RunRecord>(run, 'SET #status = :running REMOVE endedAt', {
      names: { '#status': 'status' },
      values: { ':running': 'running' },
    });
  }

  async #close(run: RunRecord, status: RunStatus, task: TaskRef, now: Date): Promise<void> {
    await this.#note({ ...task, run: { ...task.run, id: run.id } }, status, now, status);
  }

  async #note(task: TaskRef, outcome: string, now: Date, close: RunStatus | undefined): Promise<void> {
    try {
      await this.#table.update(
        runKey(task.run.person, task.run.id),
        `SET step = :step, visit = :visit, history = list_append(history, :entry)${closing(close)}`,
        {
          condition: '#status = :running AND visit < :visit',
          names: { '#status': 'status' },
          values: {
            ':step': task.step,
            ':visit': task.visit,
            ':entry': [{ step: task.step, at: now.toISOString(), outcome }],
            ':running': 'running',
            ...closingValues(close, now),
          },
        },
      );
    } catch (error) {
      if (!isConditionFailure(error)) throw error;
    }
  }
}

/** The pause that a run is in now; undefined when it has gone on, or the pause was decided. */
export const pauseOf = (run: RunRecord): OpenWait | undefined =>
  run.status === 'running' && run.wait && !run.wait.outcome && run.wait.visit === run.visit
    ? run.wait
    : undefined;

/** How the profile lists an open run: its journey, and its key where the journey has one. */
export const openRunValue = ({ journey, key }: Pick<RunRecord, 'journey' | 'key'>): string =>
  key === undefined ? journey : `${journey}#${key}`;

const closing = (close: RunStatus | undefined): string =>
  close ? ', #status = :status, endedAt = :endedAt' : '';
const closingValues = (close: RunStatus | undefined, now: Date) =>
  close ? { ':status': close, ':endedAt': now.toISOString() } : {};

const outcomeText = (wait: OpenWait, answer: Answer): string =>
  answer.kind === 'exited' ? 'exited' : (wait.awaits[answer.result.matched]?.event ?? 'matched');
