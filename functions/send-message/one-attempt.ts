import { SESv2Client, type SESv2ClientConfig } from '@aws-sdk/client-sesv2';

/**
 * SES's client without the retries that every other client has: after a lost answer they would send a second message,
 * because `SendEmail` takes no idempotency token.
 */
export class OneAttemptSes extends SESv2Client {
  constructor(config: SESv2ClientConfig) {
    super({ ...config, maxAttempts: 1 });
  }
}
