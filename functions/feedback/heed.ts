import { changeAtOnce } from '../../domain/consent/change-at-once.ts';
import { suppress } from '../../domain/consent/suppress.ts';
import { withdraw } from '../../domain/consent/withdraw.ts';
import type { MessageRecord } from '../../domain/messages/message-record.ts';
import type { Profile } from '../../domain/people/profile.ts';
import type { Table } from '../../domain/table.ts';
import { happenedAt, type SesEvent } from './ses-event.ts';

/** An inbox's word that a message was taken for spam by mistake. */
const retracted = 'not-spam';

/**
 * Heeds at once what feedback asks for: who calls a message spam has left all marketing, and an address that does not
 * exist gets nothing more, because sending on would cost the sender's reputation.
 */
export async function heed(table: Table, { person }: MessageRecord, event: SesEvent): Promise<void> {
  const at = happenedAt(event);
  const { complaint, bounce } = event;
  if (complaint && complaint.complaintFeedbackType !== retracted)
    await changeAtOnce(table, person, (profile) => withdraw(profile, {}, at, 'complaint'));
  if (bounce?.bounceType === 'Permanent') {
    const addresses = bounce.bouncedRecipients.map(({ emailAddress }) => emailAddress.trim().toLowerCase());
    const reason = `bounce: ${bounce.bounceSubType}`;
    await changeAtOnce(table, person, (profile) =>
      addresses
        .filter((address) => isTheirs(profile, address))
        .reduce((changed, address) => suppress(changed, address, at, reason), profile),
    );
  }
}

const isTheirs = ({ identifiers }: Profile, address: string): boolean =>
  identifiers.email?.includes(address) ?? false;
