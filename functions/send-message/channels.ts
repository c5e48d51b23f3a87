import type { Channel } from '../../domain/channels/channel.ts';
import { type EmailOptions, emailChannel } from '../../domain/channels/email/email.ts';
import { type SmsOptions, smsChannel } from '../../domain/channels/sms/sms.ts';
import { type WhatsAppOptions, whatsappChannel } from '../../domain/channels/whatsapp/whatsapp.ts';

/** What the channels need of the outside; of those that the owner has not connected, nothing. */
export interface Providers {
  readonly email: EmailOptions;
  readonly sms?: SmsOptions | undefined;
  readonly whatsapp?: WhatsAppOptions | undefined;
}

/** Every channel that messages go by; a new one is a folder in `domain/channels` and a line in this list. */
export const channelsOver = ({ email, sms, whatsapp }: Providers): readonly Channel[] => [
  emailChannel(email),
  ...(sms ? [smsChannel(sms)] : []),
  ...(whatsapp ? [whatsappChannel(whatsapp)] : []),
];
