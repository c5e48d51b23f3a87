import * as z from 'zod/mini';
import type { Told } from '../../domain/inbound/by-address.ts';

const schema = z.looseObject({
  originationNumber: z.string(),
  destinationNumber: z.string(),
  messageBody: z.string(),
  inboundMessageId: z.string().check(z.minLength(1)),
  /** AWS's id of the text that is answered, where it can tell. */
  previousPublishedMessageId: z.optional(z.string()),
});

/**
 * A text that AWS End User Messaging has received by a two-way number.
 * https://docs.aws.amazon.com/sms-voice/latest/userguide/two-way-sms-payload.html
 * @param at when SNS took the notice, ISO 8601: the notice itself says no time
 */
export function smsIn(notice: unknown, at: string): Told | undefined {
  const { data } = schema.safeParse(notice);
  return (
    data && {
      channel: 'sms',
      id: data.inboundMessageId,
      at,
      from: data.originationNumber,
      text: data.messageBody,
      attachments: [],
      ...(data.previousPublishedMessageId && { answers: data.previousPublishedMessageId }),
    }
  );
}
