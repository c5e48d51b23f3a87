import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { SFNClient } from '@aws-sdk/client-sfn';
import type { SQSClient } from '@aws-sdk/client-sqs';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { SQSRecord } from 'aws-lambda';
import type { LineMessage, RecordedEvent } from '../../../domain/events/recorded-event.ts';
import { eventsAfter, runRange } from '../../../domain/records.ts';
import type { RunRecord, RunStatus, WaitOutcome } from '../../../domain/runs/run-record.ts';
import { Runs } from '../../../domain/runs/runs.ts';
import { Waits } from '../../../domain/runs/waits.ts';
import { type Item, Table } from '../../../domain/table.ts';
import { closeRuns } from '../../../functions/close-runs/close-runs.ts';
import { recordEvents } from '../../../functions/record-event/record-event.ts';
import { runStep } from '../../../functions/run-step/run-step.ts';
import type { Journey } from '../../../workflows/journey.ts';
import type { RunState, RunStepTask } from '../../../workflows/task.ts';
import { memoryDynamo } from '../../functions/memory-dynamo.ts';
import { silent, stillClockwork } from '../../functions/outside-world.ts';
import { Execution } from './execution.ts';
import type { Interleaving } from './interleaving.ts';

export const person = 'per_abcdefghijklmnopqrstuvwx';
const machine = 'arn:aws:states:us-east-1:123456789012:stateMachine:onward-';

/** What was written, in the order in which it took effect. */
export type Fact =
  | { readonly kind: 'recorded'; readonly event: RecordedEvent }
  | {
      readonly kind: 'decided';
      readonly run: RunRecord;
      readonly outcome: WaitOutcome;
      readonly floor: number;
    }
  | { readonly kind: 'closed'; readonly run: RunRecord; readonly status: RunStatus };

/** Thrown at a function that has died. */
class Died extends Error {
  override readonly name = 'Died';
}

type Call = Parameters<ReturnType<typeof memoryDynamo>>;

/** The members of Step Functions' calls that are used here. */
interface StatesInput {
  readonly name?: string;
  readonly input?: string;
  readonly executionArn?: string;
  readonly taskToken?: string;
  readonly output?: string;
  readonly error?: string;
}

/** A queue that nothing in this world listens to. */
const nowhere = { send: async () => undefined };

/** One person, the line, Step Functions, and the functions between them, each of whose calls may come before or after any other's. */
export class SmallWorld {
  readonly facts: Fact[] = [];
  readonly executions = new Map<string, Execution>();
  readonly #order: Interleaving;
  readonly #dynamo = memoryDynamo();
  readonly #journey: Journey;
  /** How many calls the next invocations live for. */
  readonly #lives: number[];

  constructor(order: Interleaving, journey: Journey, lives: readonly number[]) {
    this.#order = order;
    this.#journey = journey;
    this.#lives = [...lives];
  }

  /** Delivers a message until an invocation has got to its end. */
  async deliver(message: LineMessage): Promise<void> {
    const record = {
      messageId: message.messageId,
      body: JSON.stringify(message),
      attributes: {},
    } as SQSRecord;
    for (let failed = true; failed; ) {
      const { table, runs, waits, sfn } = this.#invocation();
      const answer = await recordEvents({
        table,
        runs,
        waits,
        sfn,
        sqs: {} as SQSClient,
        deadLettersUrl: '',
        journeys: [this.#journey],
        arnPrefix: machine,
        rules: {},
        upkeeps: [],
        clockwork: stillClockwork,
        timezone: 'America/New_York',
        timetable: { order: async () => undefined },
        line: nowhere,
        audienceQueue: nowhere,
        log: silent,
      })({ Records: [record] });
      failed = answer.batchItemFailures.length > 0;
    }
  }

  /** Carries out a task in one invocation, which may die. */
  async perform(task: RunStepTask): Promise<void> {
    const { table, runs, waits, sfn } = this.#invocation();
    const line = { send: () => this.#order.turn() };
    await runStep(
      { table, runs, waits, sfn, line: line as never, audienceQueue: nowhere, timezone: 'UTC' },
      silent,
    )(task);
  }

  /** What EventBridge's word that an execution has failed leads to. */
  async close(execution: Execution): Promise<void> {
    const { name, arn } = execution;
    const { table, sfn } = this.#invocation(Number.POSITIVE_INFINITY);
    const event = {
      'detail-type': 'Step Functions Execution Status Change',
      detail: { executionArn: arn, name },
    };
    await closeRuns({ table, sfn, machines: [], audienceQueue: nowhere, audiences: [] }, silent)(event);
  }

  turn(): Promise<void> {
    return this.#order.turn();
  }

  timeline(): RecordedEvent[] {
    return this.#all<RecordedEvent>(eventsAfter(person, 0));
  }

  runs(): RunRecord[] {
    return this.#all<RunRecord>(runRange(person));
  }

  #all<T>({ pk, from, to }: { pk: string; from: string; to: string }): T[] {
    const { Items } = this.#dynamo('Query', {
      TableName: 'onward',
      ConsistentRead: true,
      KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to',
      ExpressionAttributeValues: { ':pk': { S: pk }, ':from': { S: from }, ':to': { S: to } },
    }) as { Items: Parameters<typeof unmarshall>[0][] };
    return Items.map((item) => unmarshall(item) as T);
  }

  #invocation(lives = this.#lives.shift() ?? Number.POSITIVE_INFINITY) {
    let left = lives;
    const call = async <T>(effect: () => T): Promise<T> => {
      await this.#order.turn();
      if (left <= 0) throw new Died('Died');
      left -= 1;
      const answer = effect();
      await this.#order.turn();
      if (left <= 0) throw new Died('Died');
      return answer;
    };
    const client = {
      send: (command: { readonly constructor: { readonly name: string }; readonly input: Call[1] }) =>
        call(() => this.#write(command.constructor.name.replace('Command', ''), command.input)),
    };
    const table = new Table(client as Pick<DynamoDBClient, 'send'> as DynamoDBClient, 'onward');
    const runs = new Runs(table);
    const sfn = {
      send: (command: { readonly constructor: { readonly name: string }; readonly input: object }) =>
        call(() => this.#stepFunctions(command.constructor.name, command.input as StatesInput)),
    };
    return {
      table,
      runs,
      waits: new Waits(table, runs),
      sfn: sfn as Pick<SFNClient, 'send'> as SFNClient,
    };
  }

  #write(operation: string, input: Call[1]): unknown {
    if (operation === 'GetItem' || operation === 'Query') return this.#dynamo(operation, input);
    const before = this.#state();
    const answer = this.#dynamo(operation, input);
    const after = this.#state();
    for (const event of after.events.slice(before.events.length))
      this.facts.push({ kind: 'recorded', event });
    for (const run of after.runs) {
      const was = before.runs.find(({ id }) => id === run.id);
      if (run.wait?.outcome && !(was?.wait?.visit === run.wait.visit && was.wait.outcome))
        this.facts.push({ kind: 'decided', run, outcome: run.wait.outcome, floor: was?.floor ?? run.floor });
      if (was?.status === 'running' && run.status !== 'running')
        this.facts.push({ kind: 'closed', run, status: run.status });
    }
    return answer;
  }

  #state() {
    return {
      events: this.#all<RecordedEvent & Item>(eventsAfter(person, 0)),
      runs: this.#all<RunRecord>(runRange(person)),
    };
  }

  #stepFunctions(
    command: string,
    { name = '', input = '', executionArn, taskToken, output, error = '' }: StatesInput,
  ): object {
    const refuse = (name: string) => {
      throw Object.assign(new Error(name), { name });
    };
    if (command === 'StartExecutionCommand') {
      if (this.executions.has(name)) refuse('ExecutionAlreadyExists');
      const { run } = JSON.parse(input) as RunState;
      const execution = new Execution(
        this,
        run,
        `${machine.replace('stateMachine', 'execution')}${run.journey}:${run.id}`,
      );
      this.executions.set(name, execution);
      return {};
    }
    const execution = [...this.executions.values()].find(
      ({ arn, token }) => arn === executionArn || (token !== undefined && token === taskToken),
    );
    if (command === 'DescribeExecutionCommand') return execution?.description ?? {};
    if (command === 'StopExecutionCommand') {
      if (!execution) refuse('ExecutionDoesNotExist');
      execution?.stop();
      return {};
    }
    if (!execution) refuse('TaskTimedOut');
    execution?.answer(output ? (JSON.parse(output) as { matched: number }) : { error });
    return {};
  }
}
