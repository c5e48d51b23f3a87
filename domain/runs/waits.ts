import type { WaitTask, WaitTimedOutTask } from '../../workflows/task.ts';
import { Contention } from '../contention.ts';
import { dropHeld } from '../messages/drop-held.ts';
import { currentProfile } from '../people/lineage.ts';
import { profileKey } from '../records.ts';
import { failedConditions, isConditionFailure, type Table } from '../table.ts';
import { AlreadyPast } from './already-past.ts';
import type { Answer } from './answer.ts';
import { closing } from './closing.ts';
import { Exited } from './exited.ts';
import { Matched } from './matched.ts';
import { ask } from './question.ts';
import { type OpenWait, type Passed, personNow, type RunRecord, type WaitOutcome } from './run-record.ts';
import type { Runs, TaskRef } from './runs.ts';

type Place = Pick<TaskRef, 'step' | 'visit'>;

const isAt = ({ wait }: RunRecord, { step, visit }: Place): boolean =>
  wait?.step === step && wait.visit === visit;

/** DynamoDB reserves these words. */
const pauseNames = { '#status': 'status', '#wait': 'wait' };

/** The run is in this very pause, and nobody has decided it. */
const stillOpen =
  '#status = :running AND #wait.step = :step AND #wait.visit = :visit AND attribute_not_exists(#wait.outcome)';

/** How often a timed-out wait may find that the timeline grew under it before Step Functions is asked to retry. */
const timelineRaces = 20;

/** The pauses of runs: each begins with a registration and ends by one conditional write, whoever makes it. */
export class Waits {
  readonly #table: Table;
  readonly #runs: Runs;

  constructor(table: Table, runs: Runs) {
    this.#table = table;
    this.#runs = runs;
  }

  /**
   * Registers a pause and then asks whether it is over already. Returns how it ended if it did; undefined means that
   * the token will be answered by the event's recording or run into its time-out.
   * @throws Exited, AlreadyPast
   */
  async register(task: WaitTask, now: Date): Promise<WaitOutcome | undefined> {
    const run = await this.#runs.open(task);
    const begun = isAt(run, task);
    if (begun && run.wait?.outcome) return run.wait.outcome;
    if (task.refusePast && !begun && Date.parse(task.until) <= now.getTime())
      throw new AlreadyPast(`${task.step}: ${task.until} is past`);
    const { step, visit, token, until, awaits, why } = task;
    const told = why !== undefined && !(begun && run.wait?.until === until);
    const registered = await this.#pause(
      run,
      { step, visit, token, until, awaits },
      told ? { step, at: now.toISOString(), outcome: `waits until ${until}: ${why}` } : undefined,
    );
    if (!registered) return this.#refused(task);
    const answer = await ask(this.#table, registered, awaits);
    return answer && this.win(registered, answer, now);
  }

  /**
   * Ends a pause by an event: the one conditional write that decides it. Returns what was decided, here or by
   * somebody else first; undefined when the run has gone on to another pause. Where it ends the run, the message that
   * was held goes with it.
   */
  async win(run: RunRecord, answer: Answer, now: Date): Promise<WaitOutcome | undefined> {
    const { wait } = run;
    if (!wait) return undefined;
    const matched = answer.kind === 'matched' ? wait.awaits[answer.result.matched] : undefined;
    const close = answer.kind === 'exited' ? 'exited' : matched?.last ? 'completed' : undefined;
    const ending = closing(close, now);
    const outcome = answer.kind === 'exited' ? 'exited' : (matched?.event ?? 'matched');
    try {
      await this.#table.update(
        run,
        `SET #wait.outcome = :outcome, #consumed = list_append(#consumed, :seq), hops = :hops, history = list_append(history, :entry)${ending.update}`,
        {
          condition: stillOpen,
          names: { ...pauseNames, '#consumed': 'consumed' },
          values: {
            ':outcome': answer,
            ':seq': [answer.seq],
            ':hops': answer.hops,
            ':entry': [{ step: wait.step, at: now.toISOString(), outcome }],
            ':running': 'running',
            ':step': wait.step,
            ':visit': wait.visit,
            ...ending.values,
          },
        },
      );
      if (answer.kind === 'exited') await dropHeld(this.#table, run);
      return answer;
    } catch (error) {
      if (!isConditionFailure(error)) throw error;
      return this.#outcomeOf(run, wait);
    }
  }

  /**
   * Ends a wait in time: takes the timeline's present end as the run's floor, in one transaction that fails if
   * anything was recorded meanwhile, so that a match recorded before it beats the timeout.
   * @throws Matched, Exited, Contention
   */
  async timeOut(task: WaitTimedOutTask, now: Date): Promise<void> {
    for (let race = 0; race < timelineRaces; race += 1) {
      const outcome = await this.#tryTimeOut(task, now);
      if (outcome?.kind === 'timedOut') return;
      if (outcome?.kind === 'exited') throw new Exited(`${task.run.id}: ended by event ${outcome.seq}`);
      if (outcome?.kind === 'matched') throw new Matched(`${task.step}: event ${outcome.seq} came first`);
    }
    throw new Contention(`${task.run.id}: the timeline did not rest while ${task.step} timed out`);
  }

  async #tryTimeOut(task: WaitTimedOutTask, now: Date): Promise<WaitOutcome | undefined> {
    let run = await this.#runs.open(task);
    if (!isAt(run, task)) {
      // Its registration never came, or is slower than its time-out.
      const { step, visit, awaits } = task;
      const registered = await this.#pause(run, { step, visit, token: '', until: now.toISOString(), awaits });
      if (!registered) return undefined;
      run = registered;
    }
    if (run.wait?.outcome) return run.wait.outcome;
    const profile = await currentProfile(this.#table, run.person);
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
    const ending = closing(task.last ? 'completed' : undefined, now);
    const outcome: WaitOutcome = { kind: 'timedOut' };
    try {
      await this.#table.transact([
        { check: profileKey(personNow(run)), condition: 'seq = :seq', values: { ':seq': floor } },
        {
          key: run,
          update: `SET #wait.outcome = :outcome, #floor = :floor, #consumed = :none, history = list_append(history, :entry)${ending.update}`,
          condition: stillOpen,
          names: { ...pauseNames, '#consumed': 'consumed', '#floor': 'floor' },
          values: {
            ':outcome': outcome,
            ':floor': floor,
            ':none': [],
            ':entry': [{ step: task.step, at: now.toISOString(), outcome: 'timed out' }],
            ':running': 'running',
            ':step': task.step,
            ':visit': task.visit,
            ...ending.values,
          },
        },
      ]);
      return outcome;
    } catch (error) {
      if (!failedConditions(error)) throw error;
      return undefined;
    }
  }

  /**
   * Sets the run's pause unless the run has passed it, and tells the history of it where it is told; returns the run as
   * it then is, undefined if it has passed it.
   */
  async #pause(run: RunRecord, wait: OpenWait, told?: Passed): Promise<RunRecord | undefined> {
    const telling = told ? ', history = list_append(history, :told)' : '';
    try {
      return await this.#table.update<RunRecord>(
        run,
        `SET #wait = :wait, step = :step, visit = :visit${telling}`,
        {
          condition:
            '#status = :running AND (visit < :visit OR (visit = :visit AND #wait.step = :step AND attribute_not_exists(#wait.outcome)))',
          names: pauseNames,
          values: {
            ':wait': wait,
            ':step': wait.step,
            ':visit': wait.visit,
            ':running': 'running',
            ...(told && { ':told': [told] }),
          },
        },
      );
    } catch (error) {
      if (!isConditionFailure(error)) throw error;
      return undefined;
    }
  }

  /** Why a pause was not set: it was decided, the run has gone on, or the run ended in that very moment. */
  async #refused(task: TaskRef): Promise<WaitOutcome | undefined> {
    const run = await this.#runs.open(task);
    return isAt(run, task) ? run.wait?.outcome : undefined;
  }

  async #outcomeOf({ person, id }: RunRecord, at: Place): Promise<WaitOutcome | undefined> {
    const run = await this.#runs.read(person, id);
    return run && isAt(run, at) ? run.wait?.outcome : undefined;
  }
}

/** The pause that a run is in now; undefined when it has gone on, or the pause was decided. */
export const pauseOf = (run: RunRecord): OpenWait | undefined =>
  run.status === 'running' &&
  run.wait &&
  !run.wait.outcome &&
  isAt(run, { step: run.step ?? '', visit: run.visit })
    ? run.wait
    : undefined;
