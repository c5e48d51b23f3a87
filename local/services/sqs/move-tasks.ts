import { AwsError } from '../../aws-error.ts';
import type { ServiceContext } from '../../service.ts';
import { uuid } from '../unique-id.ts';
import type { QueueAccount } from './account.ts';
import { invalidParameter } from './errors.ts';
import type { Queue } from './queue.ts';

/** Bringing a queue's dead letters elsewhere. Times in milliseconds since 1970. */
export interface MoveTask {
  readonly handle: string;
  readonly source: string;
  /** Where to; the queue that gave each message up when absent. */
  readonly destination?: string | undefined;
  /** Messages a second; all at once when absent. */
  readonly rate?: number | undefined;
  readonly status: 'RUNNING' | 'COMPLETED' | 'CANCELLED';
  readonly moved: number;
  readonly toMove: number;
  readonly startedAt: number;
}

const SECOND_MS = 1000;
/** As many as AWS shows of a queue. */
const MOST_KEPT = 10;

/** Move tasks in the state file: one that was under way when the local cloud ended goes on. */
export class MoveTasks {
  readonly #context: ServiceContext;
  readonly #account: QueueAccount;

  constructor(context: ServiceContext, account: QueueAccount) {
    this.#context = context;
    this.#account = account;
    context.store.db.exec(
      'CREATE TABLE IF NOT EXISTS sqs_move_task (id INTEGER PRIMARY KEY, handle TEXT UNIQUE, source TEXT, task TEXT)',
    );
    const rows = context.store.sql('SELECT task FROM sqs_move_task ORDER BY id').all();
    for (const row of rows) {
      const task: MoveTask = JSON.parse(String(row.task));
      if (task.status === 'RUNNING') this.#later(task.handle);
    }
  }

  /** Latest first. */
  of(source: string): MoveTask[] {
    return this.#context.store
      .sql('SELECT task FROM sqs_move_task WHERE source = ? ORDER BY id DESC')
      .all(source)
      .map((row) => JSON.parse(String(row.task)));
  }

  /** Throws `InvalidParameterValue` while another task of the queue is under way. */
  start(source: Queue, { destination, rate }: Pick<MoveTask, 'destination' | 'rate'>): MoveTask {
    if (this.of(source.arn).some(({ status }) => status === 'RUNNING'))
      throw invalidParameter(
        'There is already a task running. Only one active task is allowed for a source queue arn at a given time.',
      );
    const handle = Buffer.from(
      JSON.stringify({ taskId: uuid(this.#context.random), sourceArn: source.arn }),
    ).toString('base64');
    const task: MoveTask = {
      handle,
      source: source.arn,
      destination,
      rate,
      status: 'RUNNING',
      moved: 0,
      toMove: source.counts().ready,
      startedAt: this.#context.clock.now(),
    };
    this.#context.store
      .sql('INSERT INTO sqs_move_task (handle, source, task) VALUES (?, ?, ?)')
      .run(handle, source.arn, JSON.stringify(task));
    this.#context.store
      .sql(
        'DELETE FROM sqs_move_task WHERE source = ?1 AND id NOT IN (SELECT id FROM sqs_move_task WHERE source = ?1 ORDER BY id DESC LIMIT ?2)',
      )
      .run(source.arn, MOST_KEPT);
    this.#step(handle);
    return task;
  }

  /** What has been moved stays moved. Throws `ResourceNotFoundException` for a task that is not under way. */
  cancel(handle: string | undefined): MoveTask {
    const task = this.#find(handle ?? '');
    if (task?.status !== 'RUNNING')
      throw new AwsError('ResourceNotFoundException', 'There is no running task with this handle.', 404);
    return this.#keep({ ...task, status: 'CANCELLED' });
  }

  #step(handle: string): void {
    const task = this.#find(handle);
    if (task?.status !== 'RUNNING') return;
    const left = task.toMove - task.moved;
    const moved = this.#move(task, Math.min(left, task.rate ?? left));
    const done = moved === 0 || moved === left;
    this.#keep({ ...task, moved: task.moved + moved, status: done ? 'COMPLETED' : 'RUNNING' });
    if (!done) this.#later(handle);
  }

  #move(task: MoveTask, most: number): number {
    const source = this.#account.byArn(task.source);
    if (!source || most === 0) return 0;
    const fixed = task.destination === undefined ? undefined : this.#account.byArn(task.destination);
    const targets = new Set<Queue>();
    const moved = source.moveTo(({ content }) => {
      const home = task.destination ?? content.deadLetterSource ?? '';
      const target = fixed ?? this.#account.byArn(home);
      if (target) targets.add(target);
      return target;
    }, most);
    for (const target of targets) target.announce();
    return moved;
  }

  #later(handle: string): void {
    const { clock } = this.#context;
    clock.at(clock.now() + SECOND_MS, () => this.#step(handle));
  }

  #find(handle: string): MoveTask | undefined {
    const row = this.#context.store.sql('SELECT task FROM sqs_move_task WHERE handle = ?').get(handle);
    return row && JSON.parse(String(row.task));
  }

  #keep(task: MoveTask): MoveTask {
    this.#context.store
      .sql('UPDATE sqs_move_task SET task = ? WHERE handle = ?')
      .run(JSON.stringify(task), task.handle);
    return task;
  }
}
