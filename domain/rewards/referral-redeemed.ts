import type { Centre } from '../centre/centre.ts';
import { followUp } from '../events/follow-up.ts';
import type { RecordedEvent } from '../events/recorded-event.ts';
import type { Rule, Ruling, Situation } from '../events/ruling.ts';
import { currentProfile } from '../people/lineage.ts';
import type { Profile } from '../people/profile.ts';
import { referredKey } from '../records.ts';
import type { Item, Table } from '../table.ts';
import { findReferralCode } from './referral-code.ts';
import { reachedAt } from './same-address.ts';

/** Why a referral counts for nothing. */
type ReferralRefusal = 'unknown-code' | 'own-code' | 'already-redeemed';

function reject(event: RecordedEvent, reason: ReferralRefusal): Ruling {
  const { code } = event.properties;
  return { refused: reason, emits: [followUp(event, event.person, 'Referral Rejected', { code, reason })] };
}

const shares = (left: ReadonlySet<string>, right: ReadonlySet<string>): boolean =>
  !left.isDisjointFrom(right);

/** Whether somebody who is reached there was referred before, under whatever spelling. */
async function wasReferred(table: Pick<Table, 'get'>, reached: Iterable<string>): Promise<boolean> {
  const marks = await Promise.all(Array.from(reached, (at) => table.get<Item>(referredKey(at))));
  return marks.some((mark) => mark !== undefined);
}

/** All that leads to the friend, this event's own word included. */
const friendIs = ({ event, profile, identifiers }: Situation): ReadonlySet<string> =>
  reachedAt(profile, { identifiers, ...(event.traits && { traits: event.traits }) });

/**
 * Rules on `Referral Redeemed`, which stands on the friend's line: once per friend, never for oneself. The friend's
 * profile, mailboxes and phones are marked in the recording transaction, so that of two spellings of one address at two
 * tills one is refused. Points go to whose code it is, on that person's own line.
 */
export const referralRedeemed =
  ({ perReferral }: Centre['points']): Rule =>
  async (situation) => {
    const { table, event, profile } = situation;
    const found = await findReferralCode(table, String(event.properties.code));
    const referrer = found && (await currentProfile(table, found.person));
    if (!found || !referrer) return reject(event, 'unknown-code');
    const reached = friendIs(situation);
    if (referrer.id === event.person || shares(reached, reachedAt(referrer)))
      return reject(event, 'own-code');
    if (profile.referredBy || (await wasReferred(table, reached))) return reject(event, 'already-redeemed');
    const { code } = found;
    const friend = event.person;
    return {
      adds: { code, referrer: referrer.id },
      writes: Array.from(reached, (at) => ({
        put: { ...referredKey(at), friend },
        condition: 'attribute_not_exists(pk)',
      })),
      emits: [
        followUp(event, referrer.id, 'Points Earned', {
          points: perReferral,
          reason: 'referral',
          reference: friend,
          friend,
          code,
        }),
      ],
    };
  };

/** Notes on the friend's profile by whom they were referred. */
export const foldReferralRedeemed = (profile: Profile, { properties }: RecordedEvent): Profile => ({
  ...profile,
  referredBy: String(properties.referrer),
});

/** Notes on the profile the code by which the person refers others. */
export const foldReferralCodeIssued = (profile: Profile, { properties }: RecordedEvent): Profile => ({
  ...profile,
  referralCode: String(properties.code),
});
