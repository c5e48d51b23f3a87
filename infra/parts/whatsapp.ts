import { CfnOutput } from 'aws-cdk-lib';
import type { Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { providersTopic } from './providers-topic.ts';

/**
 * WhatsApp: the topic for all that an account tells, what became of messages and what people write. CloudFormation knows
 * nothing of WhatsApp: the account is linked, and given the topic, by hand.
 */
export class WhatsApp extends Construct {
  /** ARN. */
  readonly sender: string;
  readonly events: Topic;

  constructor(scope: Construct, id: string, props: { readonly sender: string }) {
    super(scope, id);
    this.sender = props.sender;
    this.events = providersTopic(
      this,
      'WhatsAppEvents',
      'onward-whatsapp-events',
      'social-messaging.amazonaws.com',
    );
    new CfnOutput(this, 'EventsTopic', {
      description: 'The event destination to give the WhatsApp Business Account (docs/deploy.md)',
      value: this.events.topicArn,
    });
  }
}
