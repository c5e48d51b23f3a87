import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { LineMessage } from '../../domain/events/recorded-event.ts';
import { Table } from '../../domain/table.ts';
import type { Log } from '../../functions/shared/log.ts';
import { memoryDynamo } from './memory-dynamo.ts';

const nothing = (): void => undefined;

/** A log that nobody reads. */
export const silent: Log = { info: nothing, warn: nothing, error: nothing };

const done = async (): Promise<void> => undefined;

/** A clockwork of which nothing comes. */
export const stillClockwork = { set: done, setTimers: done, unset: done };

/** What is thrown by, and to, a function that has died. */
class Died extends Error {
  override readonly name = 'Died';
}

/** Everything outside a function: a table, a line, and a way to die between any two calls to them. */
export class OutsideWorld {
  /** Calls that took effect, as `PutItem`, in order. */
  readonly calls: string[] = [];
  readonly told: LineMessage[] = [];
  /** Runs before a call; may throw what AWS would. */
  before: (call: string) => void = () => undefined;
  readonly table: Table;
  #lifetime = Number.POSITIVE_INFINITY;

  constructor() {
    const dynamo = memoryDynamo();
    const send = (command: { readonly constructor: { readonly name: string }; readonly input: object }) => {
      const operation = command.constructor.name.replace('Command', '');
      return this.call(operation, () => dynamo(operation, command.input));
    };
    this.table = new Table({ send } as Pick<DynamoDBClient, 'send'> as DynamoDBClient, 'onward');
  }

  /** A call that takes effect at once; others may come between it and its answer. */
  async call<T>(name: string, effect: () => T): Promise<T> {
    if (this.calls.length >= this.#lifetime) throw new Died(name);
    this.before(name);
    const answer = effect();
    this.calls.push(name);
    await new Promise(setImmediate);
    if (this.calls.length >= this.#lifetime) throw new Died(`after ${name}`);
    return answer;
  }

  readonly line = {
    send: (messages: readonly LineMessage[]): Promise<void> =>
      this.call('line', () => {
        this.told.push(...messages);
      }),
  };

  /** Runs a function that dies once its n-th call has taken effect. Returns whether it died. */
  async dying(n: number, run: () => Promise<unknown>): Promise<boolean> {
    this.#lifetime = this.calls.length + n;
    try {
      await run();
      return false;
    } catch (error) {
      if (error instanceof Died || (error as Error).cause instanceof Died) return true;
      throw error;
    } finally {
      this.#lifetime = Number.POSITIVE_INFINITY;
    }
  }
}
