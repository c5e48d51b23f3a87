import type { Service, ServiceContext } from '../../service.ts';
import { serviceOf } from '../operation.ts';
import type { Unsupported } from '../unsupported.ts';
import { FanOut } from './fan-out.ts';
import { publishOperations } from './publish-operations.ts';
import { subscriptionOperations } from './subscription-operations.ts';
import { tagOperations } from './tag-operations.ts';
import { topicOperations } from './topic-operations.ts';
import { TopicStore } from './topic-store.ts';

const unsupported: Unsupported = {
  error: 'InvalidParameterException',
  members: { Publish: ['PhoneNumber'], CreateTopic: ['DataProtectionPolicy'] },
};

/** SNS: topics whose subscribers are Lambda functions and SQS queues. */
export function sns(context: ServiceContext): Service {
  const topics = new TopicStore(context.store);
  return serviceOf(
    'sns',
    {
      ...topicOperations(topics, context),
      ...subscriptionOperations(topics, context),
      ...tagOperations(topics),
      ...publishOperations(topics, new FanOut(context, topics), context),
    },
    unsupported,
  );
}
