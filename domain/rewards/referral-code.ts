import { currentProfile } from '../people/lineage.ts';
import { referralCodeKey } from '../records.ts';
import { type Item, isConditionFailure, type Table } from '../table.ts';
import { canonicalCode, codeFor } from './code.ts';

/** Whose a referral code is. */
export interface ReferralCode extends Item {
  /** As it is shown: `7K3M-Q9TX`. */
  readonly code: string;
  readonly person: string;
}

/** The code, however it was typed; undefined for one that nobody has. */
export const findReferralCode = (
  table: Pick<Table, 'get'>,
  typed: string,
): Promise<ReferralCode | undefined> => table.get<ReferralCode>(referralCodeKey(canonicalCode(typed)));

/** Whether the code is the person's, now or before. */
async function claim(table: Table, person: string, code: string): Promise<boolean> {
  try {
    await table.put(
      { ...referralCodeKey(canonicalCode(code)), code, person },
      {
        condition: 'attribute_not_exists(pk) OR person = :person',
        values: { ':person': person },
      },
    );
    return true;
  } catch (error) {
    if (!isConditionFailure(error)) throw error;
    return false;
  }
}

/**
 * A person's one code, made at first need. It follows from the person's id, so that whoever asks, at once or again,
 * gets the same; where it is another's already, which one in a thousand finds among 600 million, the next that follows
 * is taken. It is no secret: whoever uses it gives its owner points.
 */
export async function referralCodeOf(
  table: Table,
  person: string,
): Promise<{ readonly code: string; readonly isNew: boolean }> {
  const profile = await currentProfile(table, person);
  if (profile?.referralCode) return { code: profile.referralCode, isNew: false };
  for (let nth = 0; ; nth += 1) {
    const code = codeFor('referral', person, String(nth));
    if (await claim(table, person, code)) return { code, isNew: true };
  }
}
