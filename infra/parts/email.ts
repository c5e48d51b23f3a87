import { CfnOutput } from 'aws-cdk-lib';
import {
  ConfigurationSet,
  EmailIdentity,
  EmailSendingEvent,
  EventDestination,
  Identity,
  SuppressionReasons,
} from 'aws-cdk-lib/aws-ses';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';

/**
 * The sender's domain with DKIM, the configuration set `onward`, and the topic that SES tells what became of each
 * message.
 *
 * The topic is not encrypted with a key: SES can use only a customer's own ($1 a month), and SNS stores messages no
 * longer than it takes to deliver them.
 */
export class Email extends Construct {
  readonly identity: EmailIdentity;
  readonly configurationSet: ConfigurationSet;
  readonly feedback: Topic;
  readonly sender: string;

  constructor(scope: Construct, id: string, props: { readonly domain: string }) {
    super(scope, id);
    this.sender = `hello@${props.domain}`;
    this.configurationSet = new ConfigurationSet(this, 'ConfigurationSet', {
      configurationSetName: 'onward',
      reputationMetrics: true,
      suppressionReasons: SuppressionReasons.BOUNCES_AND_COMPLAINTS,
    });
    this.identity = new EmailIdentity(this, 'Identity', {
      identity: Identity.domain(props.domain),
      configurationSet: this.configurationSet,
      dkimSigning: true,
      mailFromDomain: `mail.${props.domain}`,
      // Bounces and complaints come through the topic; copies by email would go nowhere.
      feedbackForwarding: false,
    });
    this.feedback = new Topic(this, 'Feedback', { topicName: 'onward-email-feedback', enforceSSL: true });
    this.configurationSet.addEventDestination('ToFeedback', {
      configurationSetEventDestinationName: 'feedback',
      destination: EventDestination.snsTopic(this.feedback),
      events: [
        EmailSendingEvent.SEND,
        EmailSendingEvent.REJECT,
        EmailSendingEvent.BOUNCE,
        EmailSendingEvent.COMPLAINT,
        EmailSendingEvent.DELIVERY,
        EmailSendingEvent.OPEN,
        EmailSendingEvent.CLICK,
        EmailSendingEvent.RENDERING_FAILURE,
        EmailSendingEvent.DELIVERY_DELAY,
      ],
    });
    for (const [index, record] of this.identity.dkimRecords.entries()) {
      new CfnOutput(this, `Dkim${index + 1}`, {
        description: 'CNAME to add to the DNS of the sender domain, so that SES may sign its mail',
        value: `${record.name} CNAME ${record.value}`,
      });
    }
  }
}
