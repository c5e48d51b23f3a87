import { Memberships } from '../../audiences/memberships.ts';
import { leaveLists } from '../../campaigns/list-places.ts';
import { inboundOf, quarantineRange, referralCodeKey, referredKey } from '../../records.ts';
import { anonymiseReview } from '../../reviews/anonymise.ts';
import { canonicalCode } from '../../rewards/code.ts';
import { reachedAt } from '../../rewards/same-address.ts';
import { type Item, isConditionFailure, type Table } from '../../table.ts';
import { partsOf } from '../lineage.ts';
import type { Profile } from '../profile.ts';
import type { Counts } from './erasures.ts';
import type { Erasing } from './outside.ts';

/**
 * Takes away what lies beside a person's own partitions, and is found by the profile: reviews lose their author and their
 * words, codes and marks go, and the ad networks are asked to forget them. Repeatable.
 */
export async function eraseBeside(erasing: Erasing, profile: Profile, now: Date): Promise<Counts> {
  const { table, forgetMail } = erasing;
  const people = partsOf(profile);
  let reviews = 0;
  for (const { bookingId, at, by = profile.id } of profile.reviews ?? [])
    if (await anonymiseReview(table, { at, person: by, bookingId })) reviews += 1;
  for (const at of reachedAt(profile)) await deleteIf(table, referredKey(at), 'friend', people);
  if (profile.referralCode)
    await deleteIf(table, referralCodeKey(canonicalCode(profile.referralCode)), 'person', people);
  await eraseQuarantined(table, profile, forgetMail);
  for (const person of people)
    for await (const { pk, sk } of table.query<Item>(inboundOf(person))) await table.delete({ pk, sk });
  await leaveLists(table, people);
  await leaveAudiences(erasing, people, now);
  return reviews > 0 ? { reviews } : {};
}

async function deleteIf(
  table: Table,
  key: { readonly pk: string; readonly sk: string },
  owner: string,
  people: readonly string[],
): Promise<void> {
  const item = await table.get<Item>(key);
  if (!item || !people.includes(String(item[owner]))) return;
  try {
    await table.delete(key, {
      condition: '#owner = :owner',
      names: { '#owner': owner },
      values: { ':owner': item[owner] },
    });
  } catch (error) {
    if (!isConditionFailure(error)) throw error;
  }
}

/** What was put aside is nobody's; what says it is from one of their addresses goes with them, the mail in the bucket too. */
async function eraseQuarantined(
  table: Table,
  { identifiers }: Profile,
  forgetMail: Erasing['forgetMail'],
): Promise<void> {
  const addresses = new Set([
    ...(identifiers.email ?? []),
    ...(identifiers.phone ?? []),
    ...(identifiers.messenger ?? []),
  ]);
  for await (const { pk, sk, from, kept } of table.query<Item>(quarantineRange())) {
    if (typeof from !== 'string' || !addresses.has(from.toLowerCase())) continue;
    if (typeof kept === 'string') await forgetMail(kept);
    await table.delete({ pk, sk });
  }
}

/** A network that was told of a person is asked to forget them, by the hashes that it was given; then that membership goes too. */
async function leaveAudiences(
  { table, audienceQueue, audiences }: Erasing,
  people: readonly string[],
  now: Date,
): Promise<void> {
  const memberships = new Memberships(table);
  for (const audience of audiences)
    for (const person of people) {
      const membership = await memberships.read(audience, person);
      if (!membership) continue;
      const isOut = Object.values(membership.networks).every(({ state }) => state === 'out');
      if (!membership.exposed || (!membership.wanted && isOut)) {
        await memberships.forget(membership);
        continue;
      }
      if (membership.wanted) await memberships.unwant(audience, person, now);
      await audienceQueue.send([{ audience, person }]);
    }
}
