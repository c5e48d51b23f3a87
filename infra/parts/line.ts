import { Duration } from 'aws-cdk-lib';
import { DeduplicationScope, FifoThroughputLimit, Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';

/** Lambda advises six times the function's time-out, so that no message comes back while its batch is at work. */
const visibilityTimeouts = 6;

/**
 * Redrive is the backstop only: `record-event` itself puts poison into the dead-letter queue, with its reason. What
 * is throttled is waited out, and every wait counts as a receive.
 */
const maxReceiveCount = 1000;

/** The ordered line: one FIFO queue whose groups are people, and the queue that keeps poison. */
export class Line extends Construct {
  readonly queue: Queue;
  readonly deadLetters: Queue;

  constructor(scope: Construct, id: string, props: { readonly consumerTimeoutSeconds: number }) {
    super(scope, id);
    const perPerson = {
      fifo: true,
      deduplicationScope: DeduplicationScope.MESSAGE_GROUP,
      fifoThroughputLimit: FifoThroughputLimit.PER_MESSAGE_GROUP_ID,
      // EventBridge Scheduler cannot give deduplication ids.
      contentBasedDeduplication: true,
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
    };
    this.deadLetters = new Queue(this, 'DeadLetters', {
      ...perPerson,
      queueName: 'onward-dead-letters.fifo',
    });
    this.queue = new Queue(this, 'Queue', {
      ...perPerson,
      queueName: 'onward-line.fifo',
      visibilityTimeout: Duration.seconds(props.consumerTimeoutSeconds * visibilityTimeouts),
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount },
    });
  }
}
