import type { Service, ServiceContext } from '../../service.ts';
import { serviceOf } from '../operation.ts';
import { Bus } from './bus.ts';
import { eventOperations } from './event-operations.ts';
import { ruleOperations } from './rule-operations.ts';
import { RuleSchedules } from './rule-schedules.ts';
import { RuleStore } from './rule-store.ts';

/** EventBridge: the default bus, its rules and their targets (functions, queues, topics, state machines). */
export function events(context: ServiceContext): Service {
  const rules = new RuleStore(context.store);
  const bus = new Bus(context, rules);
  const schedules = new RuleSchedules(context, bus, rules);
  return serviceOf('eventbridge', {
    ...eventOperations(bus, context),
    ...ruleOperations({ rules, schedules, bus }, context),
  });
}
