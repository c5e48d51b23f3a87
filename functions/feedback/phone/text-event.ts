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
  /** What went out with it: nothing with an answer to STOP. */
  context: z._default(z.unknown(), {}),
});

/** On their way. */
const underWay = new Set(['TEXT_QUEUED', 'TEXT_PENDING', 'TEXT_SENT']);

/** Carriers say either of a text that came. */
const arrived = new Set(['TEXT_DELIVERED', 'TEXT_SUCCESSFUL']);

/** What a carrier can say for certain once it is final; `TEXT_UNKNOWN` is none of it. */
const surelyNot = new Set([
  'TEXT_BLOCKED',
  'TEXT_CARRIER_BLOCKED',
  'TEXT_CARRIER_UNREACHABLE',
  'TEXT_INVALID',
  'TEXT_INVALID_MESSAGE',
  'TEXT_PROTECT_BLOCKED',
  'TEXT_SPAM',
  'TEXT_TTL_EXPIRED',
  'TEXT_UNREACHABLE',
]);

function becameOf({ eventType, isFinal }: z.output<typeof schema>): PhoneEvent['became'] {
  if (arrived.has(eventType)) return isFinal ? 'delivered' : 'sent';
  return underWay.has(eventType) ? 'sent' : 'undelivered';
}

/**
 * What End User Messaging SMS tells of texts, in an SNS message; none of a text that has no record, as an answer to STOP. Undefined
 * for anything that is not from there.
 * https://docs.aws.amazon.com/sms-voice/latest/userguide/configuration-sets-event-format.html
 */
export function parseTextEvents(message: string): readonly PhoneEvent[] | undefined {
  const { data } = schema.safeParse(jsonIn(message));
  const tags = data && tagsSchema.safeParse(data.context).data;
  return data && (tags ? [eventOf(data, tags)] : []);
}

function eventOf(data: z.output<typeof schema>, tags: PhoneEvent['tags']): PhoneEvent {
  const became = becameOf(data);
  const { eventType, isFinal, messageStatusDescription = '' } = data;
  return {
    channel: 'sms',
    tags,
    providerId: data.messageId,
    at: new Date(data.eventTimestamp).toISOString(),
    to: data.destinationPhoneNumber,
    became,
    ...(became === 'undelivered' && {
      reason: `${eventType}: ${messageStatusDescription}`,
      surely: isFinal && surelyNot.has(eventType),
    }),
    ...(eventType === 'TEXT_INVALID' && { means: 'gone' }),
  };
}
