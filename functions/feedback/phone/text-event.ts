import * as z from 'zod/mini';
import { jsonIn } from '../../shared/json-in.ts';
import { type PhoneEvent, tagsSchema } from './phone-event.ts';

const schema = z.looseObject({
  eventType: z.string().check(z.startsWith('TEXT_')),
  eventTimestamp: z.number(),
  isFinal: z.boolean(),
  destinationPhoneNumber: z.string(),
  messageId: z.string(),
  messageStatusDescription: z.optional(z.string()),
  context: tagsSchema,
});

/** On their way. */
const underWay = new Set(['TEXT_QUEUED', 'TEXT_PENDING', 'TEXT_SENT']);

/** Carriers say either of a text that came. */
const arrived = new Set(['TEXT_DELIVERED', 'TEXT_SUCCESSFUL']);

function becameOf({ eventType, isFinal }: z.output<typeof schema>): PhoneEvent['became'] {
  if (arrived.has(eventType)) return isFinal ? 'delivered' : 'sent';
  return underWay.has(eventType) ? 'sent' : 'undelivered';
}

/**
 * What End User Messaging SMS tells of a text of ours, in an SNS message; undefined for anything else.
 * https://docs.aws.amazon.com/sms-voice/latest/userguide/configuration-sets-event-format.html
 */
export function parseTextEvent(message: string): PhoneEvent | undefined {
  const { data } = schema.safeParse(jsonIn(message));
  if (!data) return undefined;
  const became = becameOf(data);
  const { eventType, messageStatusDescription = '' } = data;
  return {
    channel: 'sms',
    tags: data.context,
    providerId: data.messageId,
    at: new Date(data.eventTimestamp).toISOString(),
    to: data.destinationPhoneNumber,
    became,
    ...(became === 'undelivered' && { reason: `${eventType}: ${messageStatusDescription}` }),
    ...(eventType === 'TEXT_INVALID' && { means: 'gone' }),
  };
}
