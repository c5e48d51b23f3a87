import type { Cancel } from '../../clock.ts';
import type { Service, ServiceContext } from '../../service.ts';
import { serviceOf } from '../operation.ts';
import { QueueAccount } from './account.ts';
import { messageOperations } from './message-operations.ts';
import { moveOperations } from './move-operations.ts';
import { queueOperations } from './queue-operations.ts';

/**
 * SQS: standard and FIFO queues. Besides the operations of AWS it knows `ObserveQueue`, which takes
 * `{queueArn, notify}` and answers a function that ends the observation: the event source mappings' way to
 * be told of messages, where AWS polls.
 * @param origin what queue URLs begin with; calls may use any other, only the path counts.
 */
export function sqs(context: ServiceContext, origin = 'http://localhost:4566'): Service {
  const account = new QueueAccount(context);
  return serviceOf('sqs', {
    ...queueOperations(account, context, origin),
    ...messageOperations(account, context),
    ...moveOperations(account, context),
    ObserveQueue: {
      permissions: () => [],
      run: (input): Cancel => {
        const { queueArn, notify } = input as { queueArn: string; notify: () => void };
        return account.observe(queueArn, notify);
      },
    },
  });
}
