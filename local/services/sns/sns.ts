import type { Service, ServiceContext } from '../../service.ts';
import { serviceOf } from '../operation.ts';
import { FanOut } from './fan-out.ts';
import { publishOperations } from './publish-operations.ts';
import { subscriptionOperations } from './subscription-operations.ts';
import { topicOperations } from './topic-operations.ts';
import { TopicStore } from './topic-store.ts';

/** SNS: topics whose subscribers are Lambda functions and SQS queues. */
export function sns(context: ServiceContext): Service {
  const topics = new TopicStore(context.store);
  return serviceOf('sns', {
    ...topicOperations(topics, context),
    ...subscriptionOperations(topics, context),
    ...publishOperations(topics, new FanOut(context, topics), context),
  });
}
