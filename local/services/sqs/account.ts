import { AwsError } from '../../aws-error.ts';
import type { Cancel } from '../../clock.ts';
import type { ServiceContext } from '../../service.ts';
import { changedAttributes, newAttributes, type QueueAttributes } from './attributes.ts';
import { missingParameter, queueDoesNotExist } from './errors.ts';
import { Queue, type Queues } from './queue.ts';
import { QueueStore } from './queue-store.ts';
import { checkRedrive } from './redrive.ts';

/** For so long after a queue was deleted or purged the same may not be done, or its name not be used, again. */
const PAUSE_MS = 60_000;

/** All queues of the account, in memory and in the state file. */
export class QueueAccount implements Queues {
  readonly store: QueueStore;
  readonly clock: ServiceContext['clock'];
  readonly random: () => number;
  readonly #context: ServiceContext;
  readonly #queues = new Map<string, Queue>();
  /** When queues were deleted, by name. */
  readonly #deleted = new Map<string, number>();
  #lastSeq: number;

  constructor(context: ServiceContext) {
    this.#context = context;
    this.store = new QueueStore(context.store);
    this.clock = context.clock;
    this.random = () => context.random();
    // Places go on from the time, so that a restart on an empty queue does not give one out twice.
    this.#lastSeq = Math.max(this.store.lastSeq(), context.clock.now() * 1024);
    for (const row of this.store.queues())
      this.#queues.set(row.name, new Queue(this.arnOf(row.name), row, this));
  }

  nextSeq(): number {
    this.#lastSeq += 1;
    return this.#lastSeq;
  }

  arnOf(name: string): string {
    return `arn:aws:sqs:${this.#context.region}:${this.#context.accountId}:${name}`;
  }

  list(): Queue[] {
    return [...this.#queues.values()].sort((a, b) => (a.row.name < b.row.name ? -1 : 1));
  }

  byArn(arn: string): Queue | undefined {
    const name = arn.slice(arn.lastIndexOf(':') + 1);
    return arn === this.arnOf(name) ? this.#queues.get(name) : undefined;
  }

  byName(name: string | undefined): Queue {
    const queue = this.#queues.get(name ?? '');
    if (!queue) throw queueDoesNotExist();
    return queue;
  }

  /** The queue of a URL on any host: only the path tells which. */
  byUrl(url: string | undefined): Queue {
    if (url === undefined) throw missingParameter('QueueUrl');
    return this.byName(nameOf(url));
  }

  create(name: string, given: QueueAttributes, tags: Readonly<Record<string, string>>): Queue {
    const attributes = newAttributes(name, given);
    const existing = this.#queues.get(name);
    if (existing) {
      const differing = Object.keys(given).find((key) => existing.row.attributes[key] !== given[key]);
      if (differing)
        throw new AwsError(
          'QueueNameExists',
          `A queue already exists with the same name and a different value for attribute ${differing}`,
        );
      return existing;
    }
    const now = this.clock.now();
    if (now - (this.#deleted.get(name) ?? Number.NEGATIVE_INFINITY) < PAUSE_MS)
      throw new AwsError(
        'QueueDeletedRecently',
        'You must wait 60 seconds after deleting a queue before you can create another with the same name.',
      );
    this.#checkRedrive(name, attributes);
    const row = { name, createdAt: now, modifiedAt: now, attributes, tags };
    this.store.putQueue(row);
    const queue = new Queue(this.arnOf(name), row, this);
    this.#queues.set(name, queue);
    return queue;
  }

  /** Throws `InvalidParameterValue` for a redrive policy that SQS would not take. */
  change(queue: Queue, given: QueueAttributes): void {
    const attributes = changedAttributes(queue.row.attributes, given);
    if (given.RedrivePolicy) this.#checkRedrive(queue.row.name, attributes);
    queue.change({ ...queue.row, attributes, modifiedAt: this.clock.now() });
  }

  #checkRedrive(name: string, { RedrivePolicy, FifoQueue }: QueueAttributes): void {
    const source = { arn: this.arnOf(name), fifo: FifoQueue === 'true' };
    checkRedrive(RedrivePolicy, source, (arn) => this.byArn(arn));
  }

  /** Throws `PurgeQueueInProgress` for a queue that was purged within the last minute. */
  purge(queue: Queue): void {
    const now = this.clock.now();
    if (now - (queue.purgedAt ?? Number.NEGATIVE_INFINITY) < PAUSE_MS)
      throw new AwsError(
        'PurgeQueueInProgress',
        `Only one PurgeQueue operation on ${queue.row.name} is allowed every 60 seconds.`,
        403,
      );
    queue.purgedAt = now;
    queue.purge();
  }

  delete(queue: Queue): void {
    this.#deleted.set(queue.row.name, this.clock.now());
    this.#queues.delete(queue.row.name);
    queue.close();
    this.store.deleteQueue(queue.row.name);
  }

  /** See `Queue.observe`. */
  observe(arn: string, notify: () => void): Cancel {
    const queue = this.byArn(arn);
    if (!queue) throw queueDoesNotExist();
    return queue.observe(notify);
  }
}

/** The queue's name: the last part of its URL's path. */
export const nameOf = (url: string | undefined): string =>
  (url ?? '').slice((url ?? '').lastIndexOf('/') + 1);
