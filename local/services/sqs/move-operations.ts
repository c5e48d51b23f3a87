import type {
  CancelMessageMoveTaskCommandInput,
  ListDeadLetterSourceQueuesCommandInput,
  ListMessageMoveTasksCommandInput,
  StartMessageMoveTaskCommandInput,
} from '@aws-sdk/client-sqs';
import { AwsError } from '../../aws-error.ts';
import type { ServiceContext } from '../../service.ts';
import { type Operation, operation } from '../operation.ts';
import { uuid } from '../unique-id.ts';
import { nameOf, type QueueAccount } from './account.ts';
import { invalidParameter } from './errors.ts';
import type { Message } from './message.ts';
import type { Queue } from './queue.ts';
import { redrivePolicy } from './redrive.ts';

interface MoveTask {
  readonly TaskHandle: string;
  readonly Status: 'COMPLETED';
  readonly SourceArn: string;
  readonly DestinationArn?: string;
  readonly MaxNumberOfMessagesPerSecond?: number;
  readonly ApproximateNumberOfMessagesMoved: number;
  readonly ApproximateNumberOfMessagesToMove: number;
  readonly StartedTimestamp: number;
}

/**
 * Bringing dead letters back to the queue that gave them up, or to one destination. A task moves everything at once and is complete when its call answers; a rate is noted
 * and not kept to. Past tasks are forgotten when the local cloud ends.
 */
export function moveOperations(account: QueueAccount, context: ServiceContext): Record<string, Operation> {
  const tasks: MoveTask[] = [];
  const sourceOf = (arn: string | undefined): Queue => {
    const queue = account.byArn(arn ?? '');
    if (!queue)
      throw new AwsError(
        'ResourceNotFoundException',
        'The resource that you specified for the SourceArn parameter does not exist.',
        404,
      );
    return queue;
  };
  const sourcesOf = (queue: Queue) =>
    account
      .list()
      .filter(({ row }) => redrivePolicy(row.attributes.RedrivePolicy)?.deadLetterTargetArn === queue.arn);

  return {
    StartMessageMoveTask: operation<StartMessageMoveTaskCommandInput>(
      (input) => [
        { action: 'sqs:StartMessageMoveTask', resource: input.SourceArn ?? '' },
        { action: 'sqs:ReceiveMessage', resource: input.SourceArn ?? '' },
        { action: 'sqs:DeleteMessage', resource: input.SourceArn ?? '' },
        ...(input.DestinationArn ? [{ action: 'sqs:SendMessage', resource: input.DestinationArn }] : []),
      ],
      (input) => {
        context.usage.sqsRequests += 1;
        const source = sourceOf(input.SourceArn);
        if (sourcesOf(source).length === 0)
          throw invalidParameter('Source queue must be configured as a Dead Letter Queue.');
        const fixed = input.DestinationArn === undefined ? undefined : sourceOf(input.DestinationArn);
        const home = ({ content }: Message) => fixed ?? account.byArn(content.deadLetterSource ?? '');
        const targets = new Set<Queue>();
        const moved = source.moveTo((message) => {
          const target = home(message);
          if (target) targets.add(target);
          return target;
        });
        for (const target of targets) target.announce();
        const task: MoveTask = {
          TaskHandle: Buffer.from(
            JSON.stringify({ taskId: uuid(context.random), sourceArn: source.arn }),
          ).toString('base64'),
          Status: 'COMPLETED',
          SourceArn: source.arn,
          ...(input.DestinationArn && { DestinationArn: input.DestinationArn }),
          ...(input.MaxNumberOfMessagesPerSecond && {
            MaxNumberOfMessagesPerSecond: input.MaxNumberOfMessagesPerSecond,
          }),
          ApproximateNumberOfMessagesMoved: moved,
          ApproximateNumberOfMessagesToMove: moved,
          StartedTimestamp: context.clock.now(),
        };
        tasks.unshift(task);
        return { TaskHandle: task.TaskHandle };
      },
    ),
    ListMessageMoveTasks: operation<ListMessageMoveTasksCommandInput>(
      (input) => [{ action: 'sqs:ListMessageMoveTasks', resource: input.SourceArn ?? '' }],
      (input) => {
        context.usage.sqsRequests += 1;
        const { arn } = sourceOf(input.SourceArn);
        const found = tasks.filter((task) => task.SourceArn === arn).slice(0, input.MaxResults ?? 1);
        return { Results: found.map(({ TaskHandle: _, ...task }) => task) };
      },
    ),
    CancelMessageMoveTask: operation<CancelMessageMoveTaskCommandInput>(
      () => [{ action: 'sqs:CancelMessageMoveTask', resource: '*' }],
      () => {
        throw new AwsError('ResourceNotFoundException', 'There is no running task with this handle.', 404);
      },
    ),
    ListDeadLetterSourceQueues: operation<ListDeadLetterSourceQueuesCommandInput>(
      (input) => [
        { action: 'sqs:ListDeadLetterSourceQueues', resource: account.arnOf(nameOf(input.QueueUrl)) },
      ],
      (input) => {
        context.usage.sqsRequests += 1;
        const queue = account.byUrl(input.QueueUrl);
        return { queueUrls: sourcesOf(queue).map(({ row }) => input.QueueUrl?.replace(/[^/]*$/, row.name)) };
      },
    ),
  };
}
