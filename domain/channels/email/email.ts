import type { SendEmailRequest } from '@aws-sdk/client-sesv2';
import type { Centre } from '../../centre/centre.ts';
import type { Brand } from '../../messages/brand.ts';
import type { CompiledEmails } from '../../messages/compiled-email.ts';
import { EmailRenderer } from '../../messages/render.ts';
import { addressOf } from '../address-of.ts';
import { awsFailure } from '../aws-failure.ts';
import type { Channel } from '../channel.ts';
import { failedWith } from '../failure.ts';
import { appointmentFile } from './appointment-file.ts';
import { emailRequest } from './email-request.ts';
import { qrCode } from './qr-code.ts';

export interface EmailOptions {
  readonly brand: Brand;
  readonly centre: Centre;
  /** The address that mail is sent from. */
  readonly sender: string;
  readonly configurationSet: string;
  readonly emails: CompiledEmails;
  /** Hands a message to SES, in one attempt; returns SES's id of it. */
  readonly sendEmail: (request: SendEmailRequest) => Promise<string>;
}

/** Email through SES. */
export function emailChannel({ sendEmail, emails, ...business }: EmailOptions): Channel {
  const { brand, centre } = business;
  const renderer = new EmailRenderer({ brand, services: centre.services, emails });
  return {
    id: 'email',
    addressOf: (profile) => addressOf(profile, 'email'),
    prepare(message) {
      const { template, task } = message;
      const email = renderer.render(template, { ...message, data: task.data });
      const attachments = [appointmentFile(message, business), qrCode(template, task)].filter(
        (each) => each !== undefined,
      );
      const request = emailRequest({ ...message, ...business, attachments }, email);
      return async () => {
        try {
          return { kind: 'sent', providerId: await sendEmail(request) };
        } catch (error) {
          return failedWith(error, awsFailure(error));
        }
      };
    },
  };
}
