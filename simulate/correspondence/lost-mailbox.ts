import type { Client } from '../client.ts';
import { Sender } from '../sender.ts';

const day = 86_400_000;

/** What SES's mailbox simulator does with mail to these: the mailbox does not exist, or its owner complains. */
export const lostMailboxes = ['bounce', 'complaint'] as const;

/** Somebody whose address takes nothing, or who calls mail spam: asks for the offer, and once more when it never came. */
export async function liveUnheard(client: Client): Promise<void> {
  const site = new Sender(client, 'site');
  await site.track('Consent Given', {
    channel: 'email',
    topic: 'offers',
    wording: 'Offers by email, please',
    source: 'pop-up',
  });
  await site.track('Offer Claimed', { offer: 'oil-change' });
  await client.pause(5 * day);
  await site.track('Offer Claimed', { offer: 'oil-change' });
}
