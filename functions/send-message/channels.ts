import type { Centre } from '../../domain/centre/centre.ts';
import type { Channel } from '../../domain/channels/channel.ts';
import { type EmailOptions, emailChannel } from '../../domain/channels/email/email.ts';
import { type SmsOptions, smsChannel } from '../../domain/channels/sms/sms.ts';
import { type WhatsAppOptions, whatsappChannel } from '../../domain/channels/whatsapp/whatsapp.ts';
import type { Brand } from '../../domain/messages/brand.ts';

interface Business {
  readonly brand: Brand;
  readonly centre: Centre;
}

/** What the channels need of the outside; of those that the owner has not connected, nothing. */
export interface Providers {
  readonly business: Business;
  readonly email: Omit<EmailOptions, keyof Business>;
  readonly sms?: Omit<SmsOptions, keyof Business> | undefined;
  readonly whatsapp?: Omit<WhatsAppOptions, keyof Business> | undefined;
}

/** Every channel that messages go by; a new one is a folder in `domain/channels` and a line in this list. */
export const channelsOver = ({ business, email, sms, whatsapp }: Providers): readonly Channel[] => [
  emailChannel({ ...business, ...email }),
  ...(sms ? [smsChannel({ ...business, ...sms })] : []),
  ...(whatsapp ? [whatsappChannel({ ...business, ...whatsapp })] : []),
];
