import { Duration } from 'aws-cdk-lib';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';

/** Lambda advises six times the function's time-out, so that no message comes back while its batch is at work. */
const visibilityTimeouts = 6;

/** Networks limit rates by the hour: with a try every 12 minutes, a message waits four hours for one. */
const maxReceiveCount = 20;

/** Whose membership of which ad audience is to be looked at, in any order, and what could not be made to agree. */
export class Audiences extends Construct {
  readonly queue: Queue;
  readonly deadLetters: Queue;

  constructor(scope: Construct, id: string, props: { readonly consumerTimeoutSeconds: number }) {
    super(scope, id);
    const common = {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
    };
    this.deadLetters = new Queue(this, 'DeadLetters', {
      ...common,
      queueName: 'onward-audience-dead-letters',
    });
    this.queue = new Queue(this, 'Queue', {
      ...common,
      queueName: 'onward-audiences',
      visibilityTimeout: Duration.seconds(props.consumerTimeoutSeconds * visibilityTimeouts),
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount },
    });
  }
}
