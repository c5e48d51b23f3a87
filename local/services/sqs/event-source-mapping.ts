import type {
  DeleteMessageBatchCommandOutput,
  Message,
  ReceiveMessageCommandOutput,
} from '@aws-sdk/client-sqs';
import { AwsError } from '../../aws-error.ts';
import type { Cancel } from '../../clock.ts';
import type { Caller, ServiceContext } from '../../service.ts';
import { type MappingOptions, problems } from '../lambda/mapping-options.ts';
import { handled } from './batch-response.ts';
import { recordOf } from './record.ts';

/** An event source mapping from a queue. */
export interface EventSourceMappingOptions extends MappingOptions {
  readonly queueArn: string;
  /** Messages per invocation, 10 unless told; over 10 only with a window, as on AWS. */
  readonly batchSize?: number | undefined;
  /** Invocations at once, 2 unless told. */
  readonly maximumConcurrency?: number | undefined;
}

const RECEIVE_AT_MOST = 10;
const FIRST_RETRY_MS = 1000;
const LAST_RETRY_MS = 300_000;

/**
 * Lambda's poller: takes batches from a queue, invokes a function with each, and deletes what the function has dealt
 * with; the rest comes back after the queue's visibility time-out. It is told of messages instead of asking every
 * few seconds, so that virtual weeks cost nothing. A FIFO queue itself never yields two batches of one group at once.
 *
 * @returns ends the mapping; batches under way are finished.
 */
export function eventSourceMapping(context: ServiceContext, options: EventSourceMappingOptions): Cancel {
  if (options.enabled === false) return () => undefined;
  const poller = new Poller(context, options);
  return () => poller.stop();
}

class Poller {
  readonly #context: ServiceContext;
  readonly #options: EventSourceMappingOptions;
  readonly #caller: Caller;
  readonly #queueUrl: string;
  readonly #batchSize: number;
  readonly #windowMs: number;
  readonly #report: (done: string, error: unknown) => void;
  #gathered: Message[] = [];
  #window: Cancel | undefined;
  /** A look at the queue is planned, or at work. */
  #looking = false;
  /** Messages were announced during a look. */
  #lookAgain = false;
  #running = 0;
  #retryMs = FIRST_RETRY_MS;
  #unobserve: Cancel | undefined;
  #stopped = false;

  constructor(context: ServiceContext, options: EventSourceMappingOptions) {
    this.#context = context;
    this.#options = options;
    this.#caller = options.roleArn === undefined ? {} : { roleArn: options.roleArn };
    const [account, name] = options.queueArn.split(':').slice(4);
    this.#queueUrl = `http://localhost/${account}/${name}`;
    this.#batchSize = options.batchSize ?? 10;
    this.#windowMs = (options.maximumBatchingWindowSeconds ?? 0) * 1000;
    this.#report = problems(options, `messages of ${options.queueArn}`);
    if (this.#batchSize > RECEIVE_AT_MOST && this.#windowMs === 0)
      throw new AwsError(
        'InvalidParameterValueException',
        'Maximum batch window in seconds must be greater than 0 if maximum batch size is greater than 10',
      );
    void context.work.during(() => this.#observe());
  }

  stop(): void {
    this.#stopped = true;
    this.#unobserve?.();
    this.#window?.();
  }

  async #observe(): Promise<void> {
    try {
      const observation = { queueArn: this.#options.queueArn, notify: () => this.#notice() };
      const unobserve = (await this.#context.dispatch('sqs', 'ObserveQueue', observation, {})) as Cancel;
      if (this.#stopped) unobserve();
      else this.#unobserve = unobserve;
    } catch (error) {
      this.#report('observed', error);
    }
  }

  /** Looks in the next turn of the event loop, so that messages sent together make one batch. */
  #notice(): void {
    this.#lookAgain = true;
    if (this.#looking || this.#stopped || !this.#free) return;
    this.#looking = true;
    const { pace, work } = this.#context;
    pace.later(() => void work.during(() => this.#look()));
  }

  get #free(): boolean {
    return this.#running < (this.#options.maximumConcurrency ?? 2);
  }

  async #look(): Promise<void> {
    try {
      while (this.#lookAgain && this.#free && !this.#stopped) {
        this.#lookAgain = false;
        await this.#gather();
      }
    } catch (error) {
      if (this.#retryMs === FIRST_RETRY_MS) this.#report('received', error);
      this.#after(this.#retryMs, () => this.#notice());
      this.#retryMs = Math.min(this.#retryMs * 2, LAST_RETRY_MS);
    } finally {
      this.#looking = false;
    }
  }

  /** Receives until the queue has no more or all invocations are busy. */
  async #gather(): Promise<void> {
    for (let more = true; more && this.#free && !this.#stopped; ) {
      const wanted = Math.min(RECEIVE_AT_MOST, this.#batchSize - this.#gathered.length);
      const messages = await this.#receive(wanted);
      more = messages.length === wanted;
      this.#gathered.push(...messages);
      if (this.#gathered.length >= this.#batchSize) this.#invokeGathered();
    }
    if (!this.#free) this.#lookAgain = true;
    if (this.#gathered.length === 0) return;
    if (this.#windowMs === 0) this.#invokeGathered();
    else this.#window ??= this.#after(this.#windowMs, () => this.#invokeGathered());
  }

  async #receive(max: number): Promise<Message[]> {
    const input = {
      QueueUrl: this.#queueUrl,
      MaxNumberOfMessages: max,
      WaitTimeSeconds: 0,
      MessageSystemAttributeNames: ['All'],
      MessageAttributeNames: ['All'],
    };
    const output = await this.#context.dispatch('sqs', 'ReceiveMessage', input, this.#caller);
    this.#retryMs = FIRST_RETRY_MS;
    return (output as ReceiveMessageCommandOutput).Messages ?? [];
  }

  #invokeGathered(): void {
    this.#window?.();
    this.#window = undefined;
    const batch = this.#gathered;
    this.#gathered = [];
    if (batch.length === 0) return;
    this.#running += 1;
    void this.#context.work.during(async () => {
      try {
        await this.#run(batch);
      } catch (error) {
        this.#report('deleted', error);
      } finally {
        this.#running -= 1;
        if (this.#lookAgain) this.#notice();
      }
    });
  }

  async #run(batch: readonly Message[]): Promise<void> {
    const { functionArn, queueArn, reportBatchItemFailures = false } = this.#options;
    const payload = { Records: batch.map((message) => recordOf(message, queueArn)) };
    const result = await this.#context.invoke(functionArn, payload);
    const ids = batch.map((message) => message.MessageId ?? '');
    const done = new Set(handled(ids, result, reportBatchItemFailures));
    const deletable = batch.filter((message) => done.has(message.MessageId ?? ''));
    for (let from = 0; from < deletable.length; from += RECEIVE_AT_MOST) {
      const entries = deletable.slice(from, from + RECEIVE_AT_MOST);
      const input = {
        QueueUrl: this.#queueUrl,
        Entries: entries.map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle })),
      };
      const output = await this.#context.dispatch('sqs', 'DeleteMessageBatch', input, this.#caller);
      const [failure] = (output as DeleteMessageBatchCommandOutput).Failed ?? [];
      if (failure) this.#report('deleted', failure.Message);
    }
  }

  #after(ms: number, fire: () => void): Cancel {
    return this.#context.clock.at(this.#context.clock.now() + ms, fire);
  }
}
