import type { Centre } from '../../domain/centre/centre.ts';
import type { Channel } from '../../domain/channels/channel.ts';
import { type EmailOptions, emailChannel } from '../../domain/channels/email/email.ts';
import { pushChannel } from '../../domain/channels/push/push.ts';
import type { VapidKey } from '../../domain/channels/push/vapid.ts';
import type { ChannelSettings } from '../../domain/channels/settings.ts';
import { pageSchema, socialChannel } from '../../domain/channels/social/social.ts';
import { endpointsSchema } from '../../domain/channels/webhook/endpoints.ts';
import { webhookChannel } from '../../domain/channels/webhook/webhook.ts';
import type { Brand } from '../../domain/messages/brand.ts';

/** What the channels need of the outside. */
export interface Providers {
  readonly business: { readonly brand: Brand; readonly centre: Centre };
  readonly settings: Pick<ChannelSettings, 'part'>;
  readonly email: Omit<EmailOptions, 'brand' | 'centre'>;
  /** The owner's key pair for web push; undefined where there is none. */
  readonly vapidKey: (now: Date) => Promise<VapidKey | undefined>;
}

/** Every channel that messages go by; a new one is a folder in `domain/channels` and a line in this list. */
export const channelsOver = ({ business, settings, email, vapidKey }: Providers): readonly Channel[] => [
  emailChannel({ ...business, ...email }),
  pushChannel({ ...business, key: vapidKey }),
  webhookChannel({ endpoints: settings.part('webhook', endpointsSchema) }),
  socialChannel({ ...business, page: settings.part('social', pageSchema) }),
];
