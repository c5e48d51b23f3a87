import { Contention } from '../contention.ts';
import { currentProfile } from '../people/lineage.ts';
import type { Profile } from '../people/profile.ts';
import { isConditionFailure, type Table } from '../table.ts';

/** How often a profile may change under a change before its caller is asked to try again. */
const races = 10;

/**
 * Changes a profile now, ahead of the event that will tell its timeline: what a person withdraws holds from this
 * instant. Returns the profile as it is afterwards, undefined when there is none (any more). A change that returns the
 * very same profile writes nothing.
 * @throws Contention
 */
export async function changeAtOnce(
  table: Pick<Table, 'get' | 'put'>,
  person: string,
  change: (profile: Profile) => Profile,
): Promise<Profile | undefined> {
  for (let race = 0; race < races; race += 1) {
    const before = await currentProfile(table, person);
    if (!before) return undefined;
    const after = change(before);
    if (after === before) return before;
    const written = { ...after, version: before.version + 1 };
    try {
      await table.put(written, { condition: 'version = :version', values: { ':version': before.version } });
      return written;
    } catch (error) {
      if (!isConditionFailure(error)) throw error;
    }
  }
  throw new Contention(`${person}: the profile did not rest while a consent was changed`);
}
