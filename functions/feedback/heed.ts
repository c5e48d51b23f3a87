import { changeAtOnce } from '../../domain/consent/change-at-once.ts';
import { complain, retractComplaint } from '../../domain/consent/complaint.ts';
import { afterSoftBounce, isSoftBounce } from '../../domain/consent/soft-bounces.ts';
import type { Suppression } from '../../domain/consent/suppression.ts';
import type { Place, Suppressions } from '../../domain/consent/suppressions.ts';
import type { MessageRecord } from '../../domain/messages/message-record.ts';
import { messageRange } from '../../domain/records.ts';
import type { Table } from '../../domain/table.ts';
import { consentRules } from '../../workflows/consent-rules.ts';
import { happenedAt, isRetraction, type SesEvent } from './ses-event.ts';

const placesOf = (recipients: readonly { readonly emailAddress: string }[]): readonly Place[] =>
  recipients.map(({ emailAddress }) => ({ channel: 'email', address: emailAddress.trim().toLowerCase() }));

/**
 * Heeds at once what feedback asks for: who calls a message spam has left all marketing, and an address that does not
 * exist gets nothing more, because sending on would cost the sender's reputation. Both hold for everybody who has the
 * address. Returns the suppression of an address that bounced, if it came to that.
 */
export async function heed(
  table: Table,
  suppressions: Suppressions,
  { person }: MessageRecord,
  event: SesEvent,
): Promise<Suppression | undefined> {
  const at = happenedAt(event);
  const { complaint, bounce } = event;
  if (complaint) {
    const places = placesOf(complaint.complainedRecipients);
    await (isRetraction(event)
      ? takeBack(table, suppressions, person, places)
      : complained(table, suppressions, person, places, at));
  }
  if (!bounce) return undefined;
  const { bounceType, bounceSubType } = bounce;
  const places = placesOf(bounce.bouncedRecipients);
  if (bounceType === 'Permanent') return hardBounce(suppressions, places, { at, reason: bounceSubType });
  if (!isSoftBounce(bounceType, bounceSubType)) return undefined;
  const deliveredAt = await lastDelivery(table, person);
  const suppressed = [];
  for (const place of places) suppressed.push(await softBounce(suppressions, place, at, deliveredAt));
  return suppressed.find((suppression) => suppression !== undefined);
}

async function complained(
  table: Table,
  suppressions: Suppressions,
  person: string,
  places: readonly Place[],
  at: string,
): Promise<void> {
  for (const place of places) await suppressions.suppress(place, 'complaint', { at });
  await changeAtOnce(table, person, (profile) => complain(profile, at));
}

async function takeBack(
  table: Table,
  suppressions: Suppressions,
  person: string,
  places: readonly Place[],
): Promise<void> {
  for (const place of places) await suppressions.lift(place, ['complaint']);
  await changeAtOnce(table, person, retractComplaint);
}

async function hardBounce(
  suppressions: Suppressions,
  places: readonly Place[],
  suppression: Suppression,
): Promise<Suppression> {
  for (const place of places) await suppressions.suppress(place, 'bounce', suppression);
  return suppression;
}

async function softBounce(
  suppressions: Suppressions,
  place: Place,
  at: string,
  deliveredAt: string | undefined,
): Promise<Suppression | undefined> {
  const known = await suppressions.find(place);
  const { bounced, suppression } = afterSoftBounce(
    known?.bounced ?? [],
    at,
    deliveredAt,
    consentRules.softBounces,
  );
  await suppressions.keepBounces(place, bounced);
  if (suppression) await suppressions.suppress(place, 'softBounces', suppression);
  return suppression;
}

/**
 * When an email last reached the person. Asked only when one bounced softly, which is rare: so no delivery costs a
 * write. One that bounced after its delivery, as when the mailbox's server forwards it, did not arrive.
 */
async function lastDelivery(table: Table, person: string): Promise<string | undefined> {
  const messages = await Array.fromAsync(table.query<MessageRecord>(messageRange(person)));
  return messages
    .filter(({ channel, bouncedAt }) => channel === 'email' && bouncedAt === undefined)
    .flatMap(({ deliveredAt }) => deliveredAt ?? [])
    .toSorted()
    .at(-1);
}
