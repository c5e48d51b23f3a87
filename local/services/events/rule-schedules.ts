import type { Cancel } from '../../clock.ts';
import type { ServiceContext } from '../../service.ts';
import { parseExpression } from '../scheduler/expression.ts';
import { uuid } from '../unique-id.ts';
import type { Bus } from './bus.ts';
import { validation } from './errors.ts';
import type { Rule, RuleStore } from './rule-store.ts';

/** Rules that fire by time: `rate(…)` one period after they were put, `cron(…)` in UTC. */
export class RuleSchedules {
  readonly #context: ServiceContext;
  readonly #bus: Bus;
  readonly #rules: RuleStore;
  readonly #timers = new Map<string, Cancel>();

  constructor(context: ServiceContext, bus: Bus, rules: RuleStore) {
    this.#context = context;
    this.#bus = bus;
    this.#rules = rules;
    for (const rule of rules.all()) this.follow(rule);
  }

  /** Throws `ValidationException` for an expression that rules do not take. */
  check(expression: string): void {
    if (!/^(rate|cron)\(/.test(expression) || !parseExpression(expression, 'UTC'))
      throw validation('Parameter ScheduleExpression is not valid.');
  }

  follow(rule: Rule): void {
    this.forget(rule.name);
    if (!rule.enabled || rule.schedule === undefined) return;
    const next = parseExpression(rule.schedule, 'UTC')?.next(this.#context.clock.now(), rule.since);
    if (next === undefined) return;
    this.#timers.set(
      rule.name,
      this.#context.clock.at(next, () => this.#fire(rule.name)),
    );
  }

  forget(name: string): void {
    this.#timers.get(name)?.();
    this.#timers.delete(name);
  }

  #fire(name: string): void {
    const rule = this.#rules.get(name);
    if (!rule) return;
    const now = new Date(this.#context.clock.now());
    const event = {
      version: '0' as const,
      id: uuid(() => this.#context.random()),
      'detail-type': 'Scheduled Event',
      source: 'aws.events',
      account: this.#context.accountId,
      time: now.toISOString().replace(/\.\d{3}Z$/, 'Z'),
      region: this.#context.region,
      resources: [this.#bus.arnOf(name)],
      detail: {},
    };
    this.#bus.fire(rule, event, now);
    this.follow(rule);
  }
}
