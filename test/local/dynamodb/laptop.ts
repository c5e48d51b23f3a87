import type { Clock } from '../../../local/clock.ts';
import { Faults } from '../../../local/faults.ts';
import { machinePace } from '../../../local/pace.ts';
import type { Service } from '../../../local/service.ts';
import { dynamodb } from '../../../local/services/dynamodb/dynamodb.ts';
import { Catalog } from '../../../local/services/dynamodb/storage/catalog.ts';
import { dynamodbStreams } from '../../../local/services/dynamodb/streams/dynamodb-streams.ts';
import { Store } from '../../../local/store.ts';
import { Usage } from '../../../local/usage.ts';
import { Work } from '../../../local/work.ts';

type Answer = Readonly<Record<string, unknown>>;

/** A clock that stands still until it is moved. */
class StillClock implements Clock {
  #now = Date.UTC(2026, 10, 1);
  #plans: { readonly at: number; readonly fire: () => void }[] = [];

  now(): number {
    return this.#now;
  }

  at(at: number, fire: () => void): () => void {
    const plan = { at, fire };
    this.#plans.push(plan);
    return () => {
      this.#plans = this.#plans.filter((each) => each !== plan);
    };
  }

  advance(milliseconds: number): void {
    this.#now += milliseconds;
    const due = this.#plans.filter(({ at }) => at <= this.#now).sort((a, b) => a.at - b.at);
    this.#plans = this.#plans.filter(({ at }) => at > this.#now);
    for (const { fire } of due) fire();
  }
}

/** DynamoDB alone, with a clock to move. */
export class Laptop {
  readonly clock = new StillClock();
  readonly usage = new Usage();
  readonly store: Store;
  readonly service: Service;
  readonly streams: Service;

  /** @param store of an earlier laptop, to go on from. */
  constructor(store = new Store(':memory:')) {
    this.store = store;
    const work = new Work();
    const context = {
      store,
      clock: this.clock,
      work,
      pace: machinePace(work),
      faults: new Faults(),
      usage: this.usage,
      accountId: '123456789012',
      region: 'us-east-1',
      random: () => 0,
      invoke: async () => ({ payload: null }),
      dispatch: async () => ({}),
    };
    const tables = new Catalog(context);
    this.service = dynamodb(context, tables);
    this.streams = dynamodbStreams(tables);
  }

  /** Calls an operation; the answer is read as JSON, as a client over the wire would. */
  ask<T = Answer>(operation: string, input: object): T {
    return JSON.parse(JSON.stringify(this.service.call(operation, input, {})));
  }

  /** Calls an operation of the tables' streams. */
  stream<T = Answer>(operation: string, input: object): T {
    return JSON.parse(JSON.stringify(this.streams.call(operation, input, {})));
  }

  /** What it is refused with. */
  streamRefusal(operation: string, input: object): string {
    return refusalOf(this.streams, operation, input).says;
  }

  /** What an operation is refused with: `Name: message`, and the error's own members. */
  refusal(operation: string, input: object): { readonly says: string; readonly details: Answer } {
    return refusalOf(this.service, operation, input);
  }

  /** Makes a table `tab` keyed by the strings pk and sk; further members as in CreateTable. */
  table(more: object = {}): this {
    this.ask('CreateTable', {
      TableName: 'tab',
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: strings('pk', 'sk'),
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
      ...more,
    });
    return this;
  }

  put(pk: string, sk: string, more: object = {}): void {
    this.ask('PutItem', { TableName: 'tab', Item: { ...key(pk, sk), ...more } });
  }

  get(pk: string, sk: string): unknown {
    return this.ask('GetItem', { TableName: 'tab', Key: key(pk, sk), ConsistentRead: true }).Item;
  }
}

function refusalOf(service: Service, operation: string, input: object) {
  try {
    service.call(operation, input, {});
  } catch (error) {
    if (error instanceof Error && 'details' in error)
      return { says: `${error.name}: ${error.message}`, details: error.details as Answer };
    throw error;
  }
  throw new Error(`${operation} was not refused`);
}

export const key = (pk: string, sk: string) => ({ pk: { S: pk }, sk: { S: sk } });

export const strings = (...names: readonly string[]) =>
  names.map((AttributeName) => ({ AttributeName, AttributeType: 'S' }));
