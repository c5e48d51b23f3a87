import * as z from 'zod/mini';
import { messageKey } from '../../../domain/records.ts';
import type { Key } from '../../../domain/table.ts';

/** What our messages carry to their provider and back: which record they belong to. */
export const tagsSchema = z.looseObject({
  person: z.string(),
  run: z.string(),
  step: z.string(),
  visit: z.string(),
});

/** What a provider tells of a message to a phone, by SMS and WhatsApp alike. */
export interface PhoneEvent {
  readonly channel: 'sms' | 'whatsapp';
  readonly tags: z.output<typeof tagsSchema>;
  readonly providerId: string;
  /** When it happened, ISO 8601. */
  readonly at: string;
  /** E.164. */
  readonly to: string;
  /** `undelivered`: the network took it in vain. `refused`: it was not taken in the end. */
  readonly became: 'sent' | 'delivered' | 'read' | 'undelivered' | 'refused';
  /** Whether the provider says for certain that it did not come and will not, so that another channel cannot make it twice. */
  readonly surely?: boolean;
  /** In the provider's words, where it did not arrive. */
  readonly reason?: string;
  /** What follows for messages to come: nobody is reached at the number on this channel, or its owner asked for no more marketing. */
  readonly means?: 'gone' | 'left';
}

export const recordKey = ({ tags: { person, run, step, visit } }: PhoneEvent): Key =>
  messageKey(person, run, step, Number(visit));
