import type { Channel } from '../../domain/channels/channel.ts';
import { type EmailOptions, emailChannel } from '../../domain/channels/email/email.ts';

/** What the channels need of the outside. */
export interface Providers {
  readonly email: EmailOptions;
}

/** Every channel that messages go by; a new one is a folder in `domain/channels` and a line in this list. */
export const channelsOver = ({ email }: Providers): readonly Channel[] => [emailChannel(email)];
