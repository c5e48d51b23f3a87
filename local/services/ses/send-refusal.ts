import type { BulkEmailStatus } from '@aws-sdk/client-sesv2';
import { AwsError } from '../../aws-error.ts';

/** A message that SES does not take: an error of `SendEmail`, a status in the results of `SendBulkEmail`. */
export class SendRefusal extends AwsError {
  readonly bulkStatus: BulkEmailStatus;

  constructor(name: string, bulkStatus: BulkEmailStatus, message: string, status = 400) {
    super(name, message, status);
    this.bulkStatus = bulkStatus;
  }
}

export const sendingPaused = (bulkStatus: BulkEmailStatus, what: string): SendRefusal =>
  new SendRefusal('SendingPausedException', bulkStatus, `Sending paused for ${what}.`);

export const notVerified = (identities: readonly string[], region: string): SendRefusal =>
  new SendRefusal(
    'MessageRejected',
    'MESSAGE_REJECTED',
    `Email address is not verified. The following identities failed the check in region ${region.toUpperCase()}: ${identities.join(', ')}`,
  );
