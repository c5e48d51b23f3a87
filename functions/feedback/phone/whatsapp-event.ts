import * as z from 'zod/mini';
import { jsonIn } from '../../shared/json-in.ts';
import { type PhoneEvent, tagsSchema } from './phone-event.ts';

const statusSchema = z.looseObject({
  status: z.string(),
  timestamp: z.string().check(z.regex(/^\d{1,12}$/)),
  recipient_id: z.string(),
  biz_opaque_callback_data: z.string(),
  errors: z._default(z.array(z.looseObject({ code: z.int(), title: z._default(z.string(), '') })), []),
});

const envelopeSchema = z.looseObject({
  whatsAppWebhookEntry: z.string(),
  messageId: z._default(z.string(), ''),
});

const entrySchema = z.looseObject({
  changes: z.array(
    z.looseObject({ value: z.looseObject({ statuses: z._default(z.array(z.unknown()), []) }) }),
  ),
});

/** Meta's codes for messages that its network could not bring, with what follows for others; of all other codes Meta took none. */
const undelivered: Readonly<Record<number, PhoneEvent['means']>> = {
  // Not on WhatsApp, or on one that is too old.
  131026: 'gone',
  // Kept back among too many for this person, or for an experiment of Meta's.
  131049: undefined,
  130472: undefined,
  // The person has stopped marketing from this business in the app.
  131050: 'left',
};

/** Meta's codes for what went wrong somewhere and may have gone out all the same; 0 where it gives none. */
const unclear: ReadonlySet<number> = new Set([0, 1, 2, 131000, 131016]);

const becameOf: Readonly<Record<string, PhoneEvent['became']>> = {
  sent: 'sent',
  delivered: 'delivered',
  read: 'read',
};

function eventFrom(status: unknown, providerId: string): PhoneEvent | undefined {
  const { data } = statusSchema.safeParse(status);
  const tags = tagsSchema.safeParse(jsonIn(data?.biz_opaque_callback_data ?? '')).data;
  if (!data || !tags) return undefined;
  const [error] = data.errors;
  const became = becameOf[data.status];
  const common = {
    channel: 'whatsapp',
    tags,
    providerId,
    at: new Date(Number(data.timestamp) * 1000).toISOString(),
    to: `+${data.recipient_id}`,
  } as const;
  if (became) return { ...common, became };
  if (data.status !== 'failed') return undefined;
  const code = error?.code ?? 0;
  const means = undelivered[code];
  return {
    ...common,
    became: code in undelivered ? 'undelivered' : 'refused',
    reason: `${code}: ${error?.title ?? ''}`,
    surely: !unclear.has(code),
    ...(means && { means }),
  };
}

/**
 * What WhatsApp tells of messages of ours, in an SNS message of End User Messaging Social; undefined for anything that is
 * not from there. What people write comes by the same topic, and is none of these.
 * https://docs.aws.amazon.com/social-messaging/latest/userguide/managing-event-destination-dlrs.html
 */
export function parseWhatsAppEvents(message: string): readonly PhoneEvent[] | undefined {
  const envelope = envelopeSchema.safeParse(jsonIn(message)).data;
  if (!envelope) return undefined;
  const entry = entrySchema.safeParse(jsonIn(envelope.whatsAppWebhookEntry)).data;
  return (entry?.changes ?? [])
    .flatMap(({ value }) => value.statuses)
    .map((status) => eventFrom(status, envelope.messageId))
    .filter((event) => event !== undefined);
}
