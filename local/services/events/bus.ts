import type { Target } from '@aws-sdk/client-eventbridge';
import type { Caller, ServiceContext } from '../../service.ts';
import { Deliveries } from '../deliveries.ts';
import { exhausted, retryAfter } from '../targets/retry.ts';
import { deadLetter, handOver } from '../targets/target.ts';
import { uuid } from '../unique-id.ts';
import { compilePattern, type Matches } from './pattern.ts';
import type { Rule, RuleStore } from './rule-store.ts';
import { targetInput } from './transform.ts';

/** An event as rules match it and targets get it. */
export interface BusEvent {
  readonly version: '0';
  readonly id: string;
  readonly 'detail-type': string;
  readonly source: string;
  readonly account: string;
  readonly time: string;
  readonly region: string;
  readonly resources: readonly string[];
  readonly detail: unknown;
}

interface Job {
  readonly target: Target;
  readonly ruleArn: string;
  readonly input: string;
  readonly eventId: string;
}

/** Takes events and brings each to the targets of the rules that match it, until they have it. */
export class Bus {
  readonly #context: ServiceContext;
  readonly #rules: RuleStore;
  readonly #deliveries: Deliveries<Job>;
  readonly #patterns = new Map<string, Matches>();

  constructor(context: ServiceContext, rules: RuleStore) {
    this.#context = context;
    this.#rules = rules;
    this.#deliveries = new Deliveries<Job>(context, 'events', {
      attempt: (job) => handOver(handoverOf(job), context),
      retryAfter: ({ target }, attempts, error, ageMs) =>
        retryAfter(target.RetryPolicy, attempts, error, ageMs),
      giveUp: (job, error, attempts) => this.#giveUp(job, error, attempts),
    });
  }

  /** Accepts an event: it is written down for each target before this returns. */
  put(given: Pick<BusEvent, 'detail-type' | 'source' | 'detail' | 'resources'>, at?: Date): string {
    const now = new Date(this.#context.clock.now());
    const event: BusEvent = {
      version: '0',
      id: uuid(() => this.#context.random()),
      'detail-type': given['detail-type'],
      source: given.source,
      account: this.#context.accountId,
      time: (at ?? now).toISOString().replace(/\.\d{3}Z$/, 'Z'),
      region: this.#context.region,
      resources: given.resources,
      detail: given.detail,
    };
    for (const rule of this.#rules.all()) if (this.#matches(rule, event)) this.fire(rule, event, now);
    return event.id;
  }

  /** Brings an event to all targets of a rule. */
  fire(rule: Rule, event: BusEvent, now: Date): void {
    const ruleArn = this.arnOf(rule.name);
    const delivered = { event, ruleArn, ruleName: rule.name, ingestedAt: now.toISOString() };
    for (const target of rule.targets)
      this.#deliveries.add({ target, ruleArn, input: targetInput(target, delivered), eventId: event.id });
  }

  arnOf(ruleName: string): string {
    return `arn:aws:events:${this.#context.region}:${this.#context.accountId}:rule/${ruleName}`;
  }

  #matches(rule: Rule, event: BusEvent): boolean {
    if (!rule.enabled || rule.pattern === undefined) return false;
    let matches = this.#patterns.get(rule.pattern);
    if (!matches) {
      matches = compilePattern(JSON.parse(rule.pattern));
      this.#patterns.set(rule.pattern, matches);
    }
    return matches(event);
  }

  async #giveUp({ target, ruleArn, input }: Job, error: unknown, attempts: number): Promise<void> {
    const { name, message } = error instanceof Error ? error : new Error(String(error));
    const queue = target.DeadLetterConfig?.Arn;
    if (!queue) return process.emitWarning(`${ruleArn}: an event for ${target.Arn} was dropped: ${message}`);
    const reasons = {
      RULE_ARN: ruleArn,
      TARGET_ARN: target.Arn ?? '',
      ERROR_CODE: name,
      ERROR_MESSAGE: message,
      RETRY_ATTEMPTS: String(attempts - 1),
      EXHAUSTED_RETRY_CONDITION: exhausted(target.RetryPolicy, attempts, error),
    };
    await deadLetter(queue, input, reasons, asRule(ruleArn), this.#context);
  }
}

const asRule = (sourceArn: string): Caller => ({
  service: { principal: 'events.amazonaws.com', sourceArn },
});

/** Functions, queues and topics let EventBridge in by their own policies; the others are called with the target's role. */
function handoverOf({ target, ruleArn, input, eventId: id }: Job) {
  const { Arn = '', RoleArn, SqsParameters } = target;
  return {
    target: { Arn, SqsParameters },
    input,
    id,
    caller: RoleArn === undefined ? asRule(ruleArn) : { roleArn: RoleArn },
  };
}
