import type { SendWhatsAppMessageCommandInput } from '@aws-sdk/client-socialmessaging';
import { AwsError } from '../../aws-error.ts';
import type { CapturedMessage, MessageCapture } from '../../capture.ts';
import type { ServiceContext } from '../../service.ts';
import { type Operation, operation } from '../operation.ts';
import { uuid } from '../unique-id.ts';
import type { SocialStore } from './social-store.ts';
import { failureOf, templateOf } from './verdict.ts';
import type { WhatsAppEvents } from './whatsapp-events.ts';
import { bodyParameters, parseMessage, type WhatsAppMessage } from './whatsapp-message.ts';

/**
 * Sending on WhatsApp. AWS takes a message and hands it to Meta afterwards, so whatever Meta has against it comes as a
 * status of the message and not as an error of the call.
 */
export function sendOperations(
  store: SocialStore,
  context: ServiceContext,
  events: WhatsAppEvents,
  capture: Pick<MessageCapture, 'record'>,
): Record<string, Operation> {
  return {
    SendWhatsAppMessage: operation<SendWhatsAppMessageCommandInput>(
      ({ originationPhoneNumberId = '' }) => [
        {
          action: 'social-messaging:SendWhatsAppMessage',
          resource: store.resource('phone-number-id', originationPhoneNumberId),
        },
      ],
      async ({ originationPhoneNumberId, message: bytes, metaApiVersion = '' }) => {
        if (!/^v\d+\.\d+$/.test(metaApiVersion))
          throw new AwsError('ValidationException', `metaApiVersion: "${metaApiVersion}" is not as v20.0.`);
        const phone = store.phone(originationPhoneNumberId);
        const message = parseMessage(bytes ?? new Uint8Array());
        const messageId = uuid(context.random);
        const failure = failureOf(message, phone, store, context.clock.now());
        const tell = (status: string, more: object = {}) =>
          events.publish(
            phone,
            { statuses: [statusOf(message, messageId, status, context, more)] },
            messageId,
          );
        if (failure) {
          const { code, title } = failure;
          await tell('failed', { errors: [{ code, title, message: title, error_data: { details: title } }] });
          return { messageId };
        }
        context.usage.whatsappMessages += 1;
        capture.record({
          at: new Date(context.clock.now()).toISOString(),
          channel: 'whatsapp',
          to: message.to,
          from: phone.number,
          text: shownText(message, templateOf(message, phone, store)?.body),
          headers: message.template
            ? { template: message.template.name, language: message.template.language.code }
            : {},
          attachments: [],
          providerId: messageId,
          ...tagsIn(message.biz_opaque_callback_data),
        });
        await tell('sent');
        await tell('delivered');
        return { messageId };
      },
    ),
  };
}

const statusOf = (
  { to, biz_opaque_callback_data }: WhatsAppMessage,
  messageId: string,
  status: string,
  { clock }: ServiceContext,
  more: object,
) => ({
  id: `wamid.${Buffer.from(messageId).toString('base64')}`,
  status,
  timestamp: String(Math.floor(clock.now() / 1000)),
  recipient_id: to.slice(1),
  ...(biz_opaque_callback_data !== undefined && { biz_opaque_callback_data }),
  ...more,
});

/** What the customer sees: a text, or the template with its places filled. */
function shownText(message: WhatsAppMessage, body = ''): string {
  if (message.text) return message.text.body;
  const values = bodyParameters(message);
  return body.replace(/\{\{(\d+)\}\}/g, (place, number) => values[Number(number) - 1] ?? place);
}

/** Whose a message is, if its sender says so in JSON in the data that comes back with statuses. */
function tagsIn(data: string | undefined): Partial<Pick<CapturedMessage, 'person' | 'run' | 'step'>> {
  try {
    const tags = Object(JSON.parse(data ?? '{}'));
    const named = ['person', 'run', 'step'].filter((name) => typeof tags[name] === 'string');
    return Object.fromEntries(named.map((name) => [name, tags[name]]));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return {};
  }
}
