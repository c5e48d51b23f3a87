import type { Caller, ServiceContext } from '../../service.ts';
import { Deliveries } from '../deliveries.ts';
import { exhausted, retryAfter } from '../targets/retry.ts';
import { deadLetter, handOver } from '../targets/target.ts';
import { uuid } from '../unique-id.ts';
import type { Schedule } from './schedule-store.ts';
import { callUniversal, isUniversal } from './universal-target.ts';

interface Invocation {
  readonly id: string;
  readonly scheduleArn: string;
  readonly target: Schedule['target'];
  readonly input: string;
}

/** Brings what is due to its target, as the target's role, until it is taken or the retry policy is used up. */
export class Invocations {
  readonly #context: ServiceContext;
  readonly #deliveries: Deliveries<Invocation>;

  constructor(context: ServiceContext) {
    this.#context = context;
    this.#deliveries = new Deliveries<Invocation>(context, 'scheduler', {
      attempt: (invocation, attempt) => this.#attempt(invocation, attempt),
      retryAfter: ({ target }, attempts, error, ageMs) =>
        retryAfter(target.RetryPolicy, attempts, error, ageMs),
      giveUp: (invocation, error, attempts) => this.#giveUp(invocation, error, attempts),
    });
  }

  /** @param at when the schedule was due. */
  start(schedule: Schedule, at: number): void {
    const id = uuid(() => this.#context.random());
    const scheduleArn = scheduleArnOf(schedule, this.#context);
    const time = new Date(at).toISOString().replace(/\.\d{3}Z$/, 'Z');
    const { target } = schedule;
    const input = target.Input === undefined ? this.#notification(id, scheduleArn, time) : target.Input;
    const filled = input
      .replaceAll('<aws.scheduler.schedule-arn>', scheduleArn)
      .replaceAll('<aws.scheduler.scheduled-time>', time)
      .replaceAll('<aws.scheduler.execution-id>', id);
    this.#deliveries.add({ id, scheduleArn, target, input: filled });
  }

  #attempt({ id, target, input: given }: Invocation, attempt: number): Promise<void> {
    const input = numbered(given, attempt);
    this.#context.usage.schedulerInvocations += 1;
    const caller = callerFor(target);
    if (isUniversal(target.Arn)) return callUniversal(target.Arn, input, caller, this.#context);
    return handOver({ target, input, id, caller }, this.#context);
  }

  /** What a target gets that was given no input. */
  #notification(id: string, scheduleArn: string, time: string): string {
    return JSON.stringify({
      version: '0',
      id,
      'detail-type': 'Scheduled Event',
      source: 'aws.scheduler',
      account: this.#context.accountId,
      time,
      region: this.#context.region,
      resources: [scheduleArn],
      detail: '{}',
    });
  }

  async #giveUp(
    { id, scheduleArn, target, input }: Invocation,
    error: unknown,
    attempts: number,
  ): Promise<void> {
    const { name, message } = error instanceof Error ? error : new Error(String(error));
    const queue = target.DeadLetterConfig?.Arn;
    if (!queue) {
      process.emitWarning(`${scheduleArn}: an invocation of ${target.Arn} was dropped: ${message}`);
      return;
    }
    const reasons = {
      ERROR_CODE: name,
      ERROR_MESSAGE: message,
      EXECUTION_ID: id,
      EXHAUSTED_RETRY_CONDITION: exhausted(target.RetryPolicy, attempts, error),
      IS_PAYLOAD_TRUNCATED: 'false',
      RETRY_ATTEMPTS: String(attempts - 1),
      SCHEDULE_ARN: scheduleArn,
      TARGET_ARN: target.Arn,
    };
    await deadLetter(queue, numbered(input, attempts), reasons, callerFor(target), this.#context);
  }
}

/** Each attempt tells its number, if the input asks for it. */
const numbered = (input: string, attempt: number): string =>
  input.replaceAll('<aws.scheduler.attempt-number>', String(attempt));

const callerFor = ({ RoleArn }: Schedule['target']): Caller =>
  RoleArn === undefined ? {} : { roleArn: RoleArn };

export const scheduleArnOf = (
  { group, name }: Pick<Schedule, 'group' | 'name'>,
  context: ServiceContext,
): string => `arn:aws:scheduler:${context.region}:${context.accountId}:schedule/${group}/${name}`;
