import type { Caller, ServiceContext } from '../../service.ts';
import type { Phone, SocialStore } from './social-store.ts';

/** Publishes what WhatsApp tells of an account's messages to the account's event destination. */
export class WhatsAppEvents {
  readonly #context: ServiceContext;
  readonly #store: SocialStore;

  constructor(context: ServiceContext, store: SocialStore) {
    this.#context = context;
    this.#store = store;
  }

  /**
   * @param told the `statuses` or `messages` of Meta's webhook
   * @param messageId AWS's id of the message
   */
  async publish(phone: Phone & { readonly id: string }, told: object, messageId: string): Promise<void> {
    const { id, eventDestinations } = this.#store.account(phone.account);
    const Message = JSON.stringify(this.#envelope(phone, told, messageId));
    for (const { eventDestinationArn, roleArn } of eventDestinations)
      await this.#context
        .dispatch('sns', 'Publish', { TopicArn: eventDestinationArn, Message }, this.#caller(id, roleArn))
        .catch((error: unknown) =>
          process.emitWarning(`social-messaging: ${id} lost an event: ${String(error)}`),
        );
  }

  /** https://docs.aws.amazon.com/social-messaging/latest/userguide/managing-event-destination-dlrs.html */
  #envelope(phone: Phone & { readonly id: string }, told: object, messageId: string) {
    const account = this.#store.account(phone.account);
    return {
      context: {
        MetaWabaIds: [{ wabaId: account.metaId, arn: this.#store.arn('waba', account.id) }],
        MetaPhoneNumberIds: [
          { metaPhoneNumberId: phone.metaId, arn: this.#store.arn('phone-number-id', phone.id) },
        ],
      },
      whatsAppWebhookEntry: JSON.stringify({
        id: account.metaId,
        changes: [
          {
            value: {
              messaging_product: 'whatsapp',
              metadata: { display_phone_number: phone.number.slice(1), phone_number_id: phone.metaId },
              ...told,
            },
            field: 'messages',
          },
        ],
      }),
      aws_account_id: this.#context.accountId,
      message_timestamp: new Date(this.#context.clock.now()).toISOString(),
      messageId,
    };
  }

  #caller(account: string, roleArn: string | undefined): Caller {
    if (roleArn !== undefined) return { roleArn };
    const sourceArn = this.#store.arn('waba', account);
    return { service: { principal: 'social-messaging.amazonaws.com', sourceArn } };
  }
}
