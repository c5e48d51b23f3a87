import { Contention } from '../../contention.ts';
import { erasureWorkKey, knownPersonKey, profileKey } from '../../records.ts';
import { failedConditions, type Table } from '../../table.ts';
import { currentProfile, partsOf } from '../lineage.ts';
import type { Profile } from '../profile.ts';
import { Erasures, type ErasureWork, erasureIdOf } from './erasures.ts';
import { releaseAll } from './release.ts';

/** How often a profile may change under its erasure before the caller is asked to come again. */
const races = 10;

/**
 * Begins a person's erasure: when it returns, nobody finds the person, nothing is sent to them, whatever still comes for
 * them is dropped, and who comes with their address is somebody new. The rest is `erase`'s, which finds it noted here
 * first, so that no crash forgets it. Returns the person as they were last; undefined for nobody, or who is gone already.
 * @param by id of the key that asks for it
 * @throws Contention
 */
export async function beginErasure(
  table: Table,
  person: string,
  by: string,
  now: Date,
): Promise<Profile | undefined> {
  const erasures = new Erasures(table);
  for (let race = 0; race < races; race += 1) {
    const profile = await currentProfile(table, person);
    if (!profile) return undefined;
    const id = erasureIdOf(profile.id);
    for (const part of partsOf(profile)) await erasures.note(part, id, by, now);
    const work: ErasureWork = { ...erasureWorkKey(id), id, profile };
    await table.put(work);
    await releaseAll(table, profile);
    if (await takeAway(table, profile)) return profile;
  }
  throw new Contention(`${person}: the profile did not rest while it was erased`);
}

/** Takes the profile away as it was read; false if it is another by now. */
async function takeAway(table: Table, { id, version }: Profile): Promise<boolean> {
  try {
    await table.transact([
      { delete: profileKey(id), condition: 'version = :version', values: { ':version': version } },
      { delete: knownPersonKey(id) },
    ]);
    return true;
  } catch (error) {
    if (!failedConditions(error)) throw error;
    return false;
  }
}
