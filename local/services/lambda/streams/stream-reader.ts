import { AwsError } from '../../../aws-error.ts';
import type { Caller, ServiceContext } from '../../../service.ts';
import type { StreamRecord } from '../../dynamodb/streams/record.ts';
import type { Checkpoint } from './checkpoints.ts';

/** An iterator that expired, of a shard that is gone: the third page is of another. */
const mostAttempts = 3;

interface Shard {
  readonly ShardId: string;
  readonly ParentShardId?: string;
}

interface Page {
  readonly Records: readonly StreamRecord[];
  readonly NextShardIterator?: string;
}

/** What was read, and where it lies. */
export interface Read {
  readonly shardId: string;
  readonly records: readonly StreamRecord[];
  /** There may be more. */
  readonly more: boolean;
}

/**
 * Reads a stream's records in order, shard by shard, by the same calls as any reader of AWS's, with a role's rights. Here a
 * stream is one lineage of shards, so a shard's child is the next one to read.
 */
export class StreamReader {
  readonly #context: ServiceContext;
  readonly #streamArn: string;
  readonly #caller: Caller;
  /** Where to go on; at the oldest record there is when undefined. */
  #place: Checkpoint | undefined;
  #iterator: string | undefined;

  constructor(context: ServiceContext, streamArn: string, caller: Caller, from: Checkpoint | undefined) {
    this.#context = context;
    this.#streamArn = streamArn;
    this.#caller = caller;
    this.#place = from;
  }

  /** The next page. Throws when the stream cannot be read; the next call then goes on at the same place. */
  async read(): Promise<Read> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.#readPage();
      } catch (error) {
        this.#iterator = undefined;
        if (attempt === mostAttempts || !(error instanceof AwsError) || !this.#finds(error)) throw error;
      }
    }
  }

  /** Whether there is another place to read at. What was not read within a day is lost: the oldest that is left comes next. */
  #finds({ name, message }: AwsError): boolean {
    if (name === 'ExpiredIteratorException') return true;
    const isShardGone = name === 'ResourceNotFoundException' && message === 'Shard does not exist';
    if (name !== 'TrimmedDataAccessException' && !isShardGone) return false;
    this.#place = undefined;
    return true;
  }

  async #readPage(): Promise<Read> {
    const place = this.#place ?? { shardId: await this.#oldest() };
    this.#iterator ??= await this.#iteratorAt(place);
    const page = await this.#call<Page>('GetRecords', { ShardIterator: this.#iterator });
    const { Records: records, NextShardIterator: next } = page;
    const { shardId } = place;
    const child = next === undefined ? await this.#childOf(shardId) : undefined;
    this.#iterator = next;
    const sequenceNumber = records.at(-1)?.dynamodb.SequenceNumber ?? place.sequenceNumber;
    this.#place = child === undefined ? { shardId, sequenceNumber } : { shardId: child };
    return { shardId, records, more: child !== undefined || (next !== undefined && records.length > 0) };
  }

  async #iteratorAt({ shardId, sequenceNumber }: Checkpoint): Promise<string> {
    const output = await this.#call<{ readonly ShardIterator: string }>('GetShardIterator', {
      StreamArn: this.#streamArn,
      ShardId: shardId,
      ShardIteratorType: sequenceNumber === undefined ? 'TRIM_HORIZON' : 'AFTER_SEQUENCE_NUMBER',
      ...(sequenceNumber !== undefined && { SequenceNumber: sequenceNumber }),
    });
    return output.ShardIterator;
  }

  async #oldest(): Promise<string> {
    const [oldest] = await this.#shards({ Limit: 1 });
    if (!oldest) throw new Error(`${this.#streamArn} has no shards`);
    return oldest.ShardId;
  }

  async #childOf(ShardId: string): Promise<string | undefined> {
    const [child] = await this.#shards({ ShardFilter: { Type: 'CHILD_SHARDS', ShardId } });
    return child?.ShardId;
  }

  async #shards(which: object): Promise<readonly Shard[]> {
    const output = await this.#call<{ readonly StreamDescription: { readonly Shards: readonly Shard[] } }>(
      'DescribeStream',
      { StreamArn: this.#streamArn, ...which },
    );
    return output.StreamDescription.Shards;
  }

  async #call<T>(operation: string, input: object): Promise<T> {
    return (await this.#context.dispatch('dynamodbstreams', operation, input, this.#caller)) as T;
  }
}
