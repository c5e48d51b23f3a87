import { CfnOutput } from 'aws-cdk-lib';
import { CfnConfigurationSet } from 'aws-cdk-lib/aws-smsvoice';
import type { Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { providersTopic } from './providers-topic.ts';

const service = 'sms-voice.amazonaws.com';

/**
 * Texts: the configuration set `onward` with the topic that AWS tells what became of each, and the topic for what people
 * write. Numbers are leased and registered by hand, since carriers look into who leases them.
 */
export class Sms extends Construct {
  /** ARN. */
  readonly sender: string;
  readonly configurationSet = 'onward';
  readonly events: Topic;
  readonly inbound: Topic;

  constructor(scope: Construct, id: string, props: { readonly sender: string }) {
    super(scope, id);
    this.sender = props.sender;
    this.events = providersTopic(this, 'SmsEvents', 'onward-sms-events', service);
    this.inbound = providersTopic(this, 'SmsInbound', 'onward-sms-inbound', service);
    const set = new CfnConfigurationSet(this, 'ConfigurationSet', {
      configurationSetName: this.configurationSet,
      eventDestinations: [
        {
          eventDestinationName: 'events',
          enabled: true,
          matchingEventTypes: ['TEXT_ALL'],
          snsDestination: { topicArn: this.events.topicArn },
        },
      ],
    });
    set.node.addDependency(this.events);
    new CfnOutput(this, 'InboundTopic', {
      description: 'The two-way channel to give the number that texts come from (docs/deploy.md)',
      value: this.inbound.topicArn,
    });
  }
}
