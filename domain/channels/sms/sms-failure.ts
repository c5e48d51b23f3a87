import { awsFailure } from '../aws-failure.ts';
import type { Handed } from '../channel.ts';

/** Whoever has this number wrote STOP to the sender, or to all of the account's. */
const optedOut = 'DESTINATION_PHONE_NUMBER_OPTED_OUT';

/** What a failed `SendTextMessage` leaves behind. https://docs.aws.amazon.com/pinpoint/latest/apireference_smsvoicev2/API_SendTextMessage.html */
export function smsFailure(error: unknown): Exclude<Handed['kind'], 'sent'> {
  const reason = error instanceof Error && 'Reason' in error ? error.Reason : undefined;
  return reason === optedOut ? 'gone' : awsFailure(error);
}
