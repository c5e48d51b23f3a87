import type {
  CancelMessageMoveTaskCommandInput,
  ListDeadLetterSourceQueuesCommandInput,
  ListMessageMoveTasksCommandInput,
  StartMessageMoveTaskCommandInput,
} from '@aws-sdk/client-sqs';
import { AwsError } from '../../aws-error.ts';
import type { ServiceContext } from '../../service.ts';
import { type Operation, operation } from '../operation.ts';
import { nameOf, type QueueAccount } from './account.ts';
import { invalidParameter, within } from './errors.ts';
import { type MoveTask, MoveTasks } from './move-tasks.ts';
import type { Queue } from './queue.ts';
import { redrivePolicy } from './redrive.ts';

/** Bringing dead letters back to the queue that gave them up, or to one destination. */
export function moveOperations(account: QueueAccount, context: ServiceContext): Record<string, Operation> {
  const tasks = new MoveTasks(context, account);
  const sourceOf = (arn: string | undefined, parameter = 'SourceArn'): Queue => {
    const queue = account.byArn(arn ?? '');
    if (!queue)
      throw new AwsError(
        'ResourceNotFoundException',
        `The resource that you specified for the ${parameter} parameter doesn't exist.`,
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
        within(input.MaxNumberOfMessagesPerSecond, 'MaxNumberOfMessagesPerSecond', 1, 500);
        if (input.DestinationArn !== undefined) sourceOf(input.DestinationArn, 'DestinationArn');
        const { handle } = tasks.start(source, {
          destination: input.DestinationArn,
          rate: input.MaxNumberOfMessagesPerSecond,
        });
        return { TaskHandle: handle };
      },
    ),
    ListMessageMoveTasks: operation<ListMessageMoveTasksCommandInput>(
      (input) => [{ action: 'sqs:ListMessageMoveTasks', resource: input.SourceArn ?? '' }],
      (input) => {
        context.usage.sqsRequests += 1;
        const { arn } = sourceOf(input.SourceArn);
        within(input.MaxResults, 'MaxResults', 1, 10);
        return {
          Results: tasks
            .of(arn)
            .slice(0, input.MaxResults ?? 1)
            .map(shown),
        };
      },
    ),
    CancelMessageMoveTask: operation<CancelMessageMoveTaskCommandInput>(
      (input) => [{ action: 'sqs:CancelMessageMoveTask', resource: sourceArnOf(input.TaskHandle) }],
      (input) => {
        context.usage.sqsRequests += 1;
        return { ApproximateNumberOfMessagesMoved: tasks.cancel(input.TaskHandle).moved };
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

/** A task as AWS lists it: its handle only as long as it can be cancelled. */
const shown = (task: MoveTask) => ({
  ...(task.status === 'RUNNING' && { TaskHandle: task.handle }),
  Status: task.status,
  SourceArn: task.source,
  ...(task.destination !== undefined && { DestinationArn: task.destination }),
  ...(task.rate !== undefined && { MaxNumberOfMessagesPerSecond: task.rate }),
  ApproximateNumberOfMessagesMoved: task.moved,
  ApproximateNumberOfMessagesToMove: task.toMove,
  StartedTimestamp: task.startedAt,
});

/** A handle names its task's queue; any other text names none. */
function sourceArnOf(handle = ''): string {
  try {
    const { sourceArn }: { sourceArn?: unknown } = JSON.parse(Buffer.from(handle, 'base64').toString('utf8'));
    return typeof sourceArn === 'string' ? sourceArn : '*';
  } catch {
    return '*';
  }
}
