import type { Service, ServiceContext } from '../../service.ts';
import { serviceOf } from '../operation.ts';
import type { Unsupported } from '../unsupported.ts';
import { Bus } from './bus.ts';
import { busOperations } from './bus-operations.ts';
import { eventOperations } from './event-operations.ts';
import { ruleOperations } from './rule-operations.ts';
import { RuleSchedules } from './rule-schedules.ts';
import { RuleStore } from './rule-store.ts';

const unsupported: Unsupported = {
  error: 'ValidationException',
  members: {
    PutEvents: ['EndpointId'],
    PutRule: ['Tags'],
    PutTargets: [
      'KinesisParameters',
      'RunCommandParameters',
      'EcsParameters',
      'BatchParameters',
      'HttpParameters',
      'RedshiftDataParameters',
      'SageMakerPipelineParameters',
      'AppSyncParameters',
    ].map((each) => `Targets.${each}`),
  },
};

/** EventBridge: the default bus, its rules and their targets (functions, queues, topics, state machines). */
export function events(context: ServiceContext): Service {
  const rules = new RuleStore(context.store);
  const bus = new Bus(context, rules);
  const schedules = new RuleSchedules(context, bus, rules);
  return serviceOf(
    'eventbridge',
    {
      ...busOperations(context),
      ...eventOperations(bus, context),
      ...ruleOperations({ rules, schedules, bus }, context),
    },
    unsupported,
  );
}
