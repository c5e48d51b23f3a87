import type { HistoryEvent } from '@aws-sdk/client-sfn';
import type { Cancel, Clock } from '../../../local/clock.ts';
import { Faults } from '../../../local/faults.ts';
import { machinePace } from '../../../local/pace.ts';
import type { Caller, Service, ServiceContext } from '../../../local/service.ts';
import { stepFunctions } from '../../../local/services/states/step-functions.ts';
import { Store } from '../../../local/store.ts';
import { Usage } from '../../../local/usage.ts';
import { Work } from '../../../local/work.ts';

export const roleArn = 'arn:aws:iam::123456789012:role/journeys';
export const invoke = 'arn:aws:states:::lambda:invoke';
export const invokeWithToken = 'arn:aws:states:::lambda:invoke.waitForTaskToken';

/** A clock that stands still until it is moved by hand. */
class HandClock implements Clock {
  #now: number;
  #timers: { at: number; fire: () => void }[] = [];

  constructor(now: number) {
    this.#now = now;
  }

  now(): number {
    return this.#now;
  }

  at(at: number, fire: () => void): Cancel {
    const timer = { at, fire };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((each) => each !== timer);
    };
  }

  get timers(): number {
    return this.#timers.length;
  }

  /** Moves to the next timer up to `limit`, and fires it; false when there is none. */
  fireNext(limit: number): boolean {
    const next = this.#timers.filter(({ at }) => at <= limit).toSorted((a, b) => a.at - b.at)[0];
    if (!next) {
      this.#now = limit;
      return false;
    }
    this.#now = Math.max(this.#now, next.at);
    this.#timers = this.#timers.filter((each) => each !== next);
    next.fire();
    return true;
  }
}

export interface Call {
  readonly service: string;
  readonly operation: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly caller: Caller;
}

type Answer = (call: Call) => unknown;

/** Step Functions alone: everything that it calls is answered by the test. */
export class Rig {
  readonly store: Store;
  readonly clock: HandClock;
  readonly work = new Work();
  readonly usage = new Usage();
  readonly calls: Call[] = [];
  readonly statusEvents: Readonly<Record<string, unknown>>[] = [];
  service: Service;
  #answer: Answer = () => ({ StatusCode: 200, Payload: null });

  constructor(options: { store?: Store; now?: number; quotas?: boolean } = {}) {
    this.store = options.store ?? new Store(':memory:');
    this.clock = new HandClock(options.now ?? Date.parse('2026-11-22T09:00:00Z'));
    let seed = 1;
    const context: ServiceContext = {
      store: this.store,
      clock: this.clock,
      work: this.work,
      pace: machinePace(this.work),
      faults: new Faults(),
      usage: this.usage,
      accountId: '123456789012',
      region: 'us-east-1',
      random: () => {
        seed = (seed * 48_271) % 2_147_483_647;
        return seed / 2_147_483_647;
      },
      invoke: () => Promise.reject(new Error('functions are called through dispatch')),
      dispatch: async (service, operation, input, caller) => {
        const call = { service, operation, input: input as Call['input'], caller };
        if (operation === 'PutAwsEvent') {
          this.statusEvents.push(call.input);
          return {};
        }
        if (operation === 'DispatchMapRun') return this.service.call(operation, input, caller);
        this.calls.push(call);
        return this.#answer(call);
      },
    };
    this.service = stepFunctions(context, { quotas: options.quotas ?? false });
  }

  /** How calls of tasks are answered from now on. */
  answer(answer: Answer): void {
    this.#answer = answer;
  }

  call<T = Record<string, unknown>>(operation: string, input: unknown): T {
    return this.service.call(operation, input, {}) as T;
  }

  /** Creates a machine of JSONata states, the first of which it starts at. Returns its ARN. */
  machine(states: Readonly<Record<string, object>>, more: object = {}, name = 'journey'): string {
    const definition = { QueryLanguage: 'JSONata', StartAt: Object.keys(states)[0], States: states, ...more };
    const input = { name, roleArn, definition: JSON.stringify(definition) };
    return this.call<{ stateMachineArn: string }>('CreateStateMachine', input).stateMachineArn;
  }

  /** The ARN that a machine of this name has. */
  arn(name: string): string {
    return `arn:aws:states:us-east-1:123456789012:stateMachine:${name}`;
  }

  async start(stateMachineArn: string, input: unknown = {}, name = 'run'): Promise<string> {
    const started = this.call<{ executionArn: string }>('StartExecution', {
      stateMachineArn,
      name,
      input: JSON.stringify(input),
    });
    await this.work.settled();
    return started.executionArn;
  }

  /** Runs a machine of these states to its end, or to where it waits. */
  async run(
    states: Readonly<Record<string, object>>,
    input: unknown = {},
    more: object = {},
  ): Promise<string> {
    return this.start(this.machine(states, more), input);
  }

  describe(executionArn: string) {
    const { status, output, error, cause } = this.call<Record<string, string | undefined>>(
      'DescribeExecution',
      {
        executionArn,
      },
    );
    return {
      status,
      ...(output !== undefined && { output: JSON.parse(output) as unknown }),
      ...(error !== undefined && { error }),
      ...(cause !== undefined && { cause }),
    };
  }

  history(executionArn: string): readonly HistoryEvent[] {
    return this.call<{ events: readonly HistoryEvent[] }>('GetExecutionHistory', {
      executionArn,
      maxResults: 1000,
    }).events;
  }

  /** `id previous type` of each event. */
  story(executionArn: string): readonly string[] {
    return this.history(executionArn).map(
      ({ id, previousEventId, type }) => `${id} ${previousEventId} ${type}`,
    );
  }

  /** Moves the clock, firing what is due on the way. */
  async advance(ms: number): Promise<void> {
    const target = this.clock.now() + ms;
    await this.work.settled();
    while (this.clock.fireNext(target)) await this.work.settled();
  }

  /** Lets calls be made without waiting for what comes of them. */
  async advanceOnce(): Promise<void> {
    for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
  }

  async answerToken(taskToken: string, output: unknown): Promise<void> {
    this.call('SendTaskSuccess', { taskToken, output: JSON.stringify(output) });
    await this.work.settled();
  }
}

export const seconds = (count: number): number => count * 1000;
export const days = (count: number): number => count * 86_400_000;
