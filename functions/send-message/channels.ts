import type { Centre } from '../../domain/centre/centre.ts';
import type { Channel } from '../../domain/channels/channel.ts';
import { type EmailOptions, emailChannel } from '../../domain/channels/email/email.ts';
import { pushChannel } from '../../domain/channels/push/push.ts';
import type { VapidKey } from '../../domain/channels/push/vapid.ts';
import type { ChannelSettings } from '../../domain/channels/settings.ts';
import { type SmsOptions, smsChannel } from '../../domain/channels/sms/sms.ts';
import { pageSchema, socialChannel } from '../../domain/channels/social/social.ts';
import { endpointsSchema } from '../../domain/channels/webhook/endpoints.ts';
import { webhookChannel } from '../../domain/channels/webhook/webhook.ts';
import { type WhatsAppOptions, whatsappChannel } from '../../domain/channels/whatsapp/whatsapp.ts';
import type { Brand } from '../../domain/messages/brand.ts';

interface Business {
  readonly brand: Brand;
  readonly centre: Centre;
}

/** What the channels need of the outside; of those that the owner has not connected, nothing. */
export interface Providers {
  readonly business: Business;
  readonly settings: Pick<ChannelSettings, 'part'>;
  readonly email: Omit<EmailOptions, keyof Business>;
  readonly sms?: Omit<SmsOptions, keyof Business> | undefined;
  readonly whatsapp?: Omit<WhatsAppOptions, keyof Business> | undefined;
  /** The owner's key pair for web push; undefined where there is none. */
  readonly vapidKey: (now: Date) => Promise<VapidKey | undefined>;
}

/** Every channel that messages go by; a new one is a folder in `domain/channels` and a line in this list. */
export const channelsOver = ({
  business,
  settings,
  email,
  sms,
  whatsapp,
  vapidKey,
}: Providers): readonly Channel[] => [
  emailChannel({ ...business, ...email }),
  ...(sms ? [smsChannel({ ...business, ...sms })] : []),
  ...(whatsapp ? [whatsappChannel({ ...business, ...whatsapp })] : []),
  pushChannel({ ...business, key: vapidKey }),
  webhookChannel({ endpoints: settings.part('webhook', endpointsSchema) }),
  socialChannel({ ...business, page: settings.part('social', pageSchema) }),
];
