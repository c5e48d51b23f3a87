import { GetAccountCommand, type SESv2Client } from '@aws-sdk/client-sesv2';
import type { SendQuota } from '../../domain/campaigns/rate.ts';

/** What SES lets the account send at this moment. An account that says nothing of it is in the sandbox: one a second, 200 a day. */
export async function sendQuotaOf(ses: Pick<SESv2Client, 'send'>): Promise<SendQuota> {
  const { SendQuota: quota } = await ses.send(new GetAccountCommand({}));
  return {
    maxSendRate: quota?.MaxSendRate ?? 1,
    max24HourSend: quota?.Max24HourSend ?? 200,
    sentLast24Hours: quota?.SentLast24Hours ?? 0,
  };
}
