import type { Caller, ServiceContext } from '../../service.ts';
import { uuid } from '../unique-id.ts';
import { domainOf } from './address.ts';
import type { Outcome } from './outcome.ts';
import { type Outgoing, recipientsOf } from './outgoing.ts';
import type { EventDestination, SesStore } from './ses-store.ts';

/** Event types as events write them, as settings write them, and as EventBridge names them. */
const names = {
  Send: { setting: 'SEND', detailType: 'Email Sent' },
  Reject: { setting: 'REJECT', detailType: 'Email Rejected' },
  Delivery: { setting: 'DELIVERY', detailType: 'Email Delivered' },
  Bounce: { setting: 'BOUNCE', detailType: 'Email Bounced' },
  Complaint: { setting: 'COMPLAINT', detailType: 'Email Complaint Received' },
  'Rendering Failure': { setting: 'RENDERING_FAILURE', detailType: 'Email Rendering Failed' },
} as const;

type EventType = keyof typeof names;

/** Publishes what happens to messages to the event destinations of their configuration set. */
export class Feedback {
  readonly #context: ServiceContext;
  readonly #store: SesStore;

  constructor(context: ServiceContext, store: SesStore) {
    this.#context = context;
    this.#store = store;
  }

  sent(message: Outgoing): Promise<void> {
    return this.#publish('Send', message, { send: {} });
  }

  rejected(message: Outgoing): Promise<void> {
    return this.#publish('Reject', message, { reject: { reason: 'Bad content' } });
  }

  renderingFailed(message: Outgoing, templateName: string, errorMessage: string): Promise<void> {
    return this.#publish('Rendering Failure', message, { failure: { templateName, errorMessage } });
  }

  /** A complaint follows a delivery, as in life. */
  async happened(message: Outgoing, recipient: string, outcome: Outcome): Promise<void> {
    const timestamp = this.#now();
    if (outcome.kind === 'bounced') return this.#bounced(message, recipient, outcome);
    await this.#publish('Delivery', message, {
      delivery: {
        timestamp,
        processingTimeMillis: 1,
        recipients: [recipient],
        smtpResponse: '250 2.6.0 Message received',
        reportingMTA: 'a8-1.smtp-out.amazonses.com',
      },
    });
    if (outcome.kind === 'delivered') return;
    await this.#publish('Complaint', message, {
      complaint: {
        feedbackId: this.#feedbackId(),
        complaintSubType: null,
        complainedRecipients: [{ emailAddress: recipient }],
        timestamp,
        userAgent: 'Amazon SES Mailbox Simulator',
        complaintFeedbackType: 'abuse',
        arrivalDate: timestamp,
      },
    });
  }

  #bounced(message: Outgoing, recipient: string, outcome: Outcome & { kind: 'bounced' }): Promise<void> {
    const { subType, status, diagnostic } = outcome;
    return this.#publish('Bounce', message, {
      bounce: {
        feedbackId: this.#feedbackId(),
        bounceType: 'Permanent',
        bounceSubType: subType,
        bouncedRecipients: [
          { emailAddress: recipient, action: 'failed', status, diagnosticCode: diagnostic },
        ],
        timestamp: this.#now(),
        reportingMTA: 'dns; amazonses.com',
      },
    });
  }

  async #publish(eventType: EventType, message: Outgoing, details: object): Promise<void> {
    const set = message.configurationSet;
    const { destinations = [] } = (set && this.#store.get('configurationSet', set)) || {};
    const listening = destinations.filter(
      (each) => each.Enabled && each.MatchingEventTypes?.includes(names[eventType].setting),
    );
    if (listening.length === 0) return;
    const event = { eventType, mail: mailOf(message, this.#context, this.#now()), ...details };
    const caller = this.#asSet(message.configurationSet ?? '');
    await Promise.all(listening.map((destination) => this.#send(event, destination, caller)));
  }

  /** A destination that cannot be reached costs the event, as on AWS, and never the message. */
  async #send(
    event: { readonly eventType: EventType },
    destination: EventDestination,
    caller: Caller,
  ): Promise<void> {
    const { SnsDestination, EventBridgeDestination, Name } = destination;
    try {
      if (SnsDestination) {
        const Subject = 'Amazon SES Email Event Notification';
        const input = { TopicArn: SnsDestination.TopicArn, Subject, Message: JSON.stringify(event) };
        await this.#context.dispatch('sns', 'Publish', input, caller);
      }
      if (EventBridgeDestination) {
        const { detailType } = names[event.eventType];
        const input = { source: 'aws.ses', 'detail-type': detailType, detail: event };
        await this.#context.dispatch('eventbridge', 'PutAwsEvent', input, {});
      }
    } catch (error) {
      process.emitWarning(`ses: event destination ${Name} did not take an event: ${String(error)}`);
    }
  }

  /** SES publishes for a configuration set: the topic's policy lets it in. */
  #asSet(name: string): Caller {
    const { region, accountId } = this.#context;
    const sourceArn = `arn:aws:ses:${region}:${accountId}:configuration-set/${name}`;
    return { service: { principal: 'ses.amazonaws.com', sourceArn } };
  }

  #now(): string {
    return new Date(this.#context.clock.now()).toISOString();
  }

  #feedbackId(): string {
    return `0100${uuid(this.#context.random)}-000000`;
  }
}

function mailOf(message: Outgoing, context: ServiceContext, timestamp: string) {
  const values = (given: Readonly<Record<string, string>>) =>
    Object.fromEntries(Object.entries(given).map(([name, value]) => [name, [value]]));
  const domain = domainOf(message.from.address);
  return {
    timestamp,
    source: message.fromHeader,
    sourceArn: `arn:aws:ses:${context.region}:${context.accountId}:identity/${domain}`,
    sendingAccountId: context.accountId,
    messageId: message.id,
    destination: recipientsOf(message),
    headersTruncated: false,
    headers: message.headers,
    commonHeaders: {
      from: [message.fromHeader],
      to: message.to,
      ...(message.cc.length > 0 && { cc: message.cc }),
      messageId: message.id,
      subject: message.subject,
    },
    tags: {
      'ses:operation': [message.operation],
      ...(message.configurationSet && { 'ses:configuration-set': [message.configurationSet] }),
      'ses:source-ip': ['127.0.0.1'],
      'ses:from-domain': [domain],
      'ses:caller-identity': ['local'],
      ...values(message.tags),
    },
  };
}
