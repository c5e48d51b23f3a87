import { Contention } from '../contention.ts';
import { personSegmentsKey, segmentMemberKey } from '../records.ts';
import { failedConditions, type Table } from '../table.ts';
import { findPerson, listSegments } from './person-segments.ts';

/** How often a person may do something while they are let go. */
const races = 10;

/**
 * Takes a person out of a segment that is no more, without a word on their timeline. What only it remembered goes with
 * the next event, and a timer that only it needed finds nothing to do. @throws Contention
 */
export async function letGo(table: Table, segment: string, person: string): Promise<void> {
  for (let race = 0; race < races; race += 1) {
    const { profile, state } = await findPerson(table, person);
    try {
      await table.transact([
        { delete: segmentMemberKey(segment, person) },
        ...(profile
          ? [
              listSegments(
                profile,
                (profile.segments ?? []).filter((id) => id !== segment),
              ),
            ]
          : []),
        ...(state.in[segment] === undefined
          ? []
          : [
              {
                key: personSegmentsKey(person),
                update: 'REMOVE #in.#segment',
                names: { '#in': 'in', '#segment': segment },
              },
            ]),
      ]);
      return;
    } catch (error) {
      if (!failedConditions(error)) throw error;
    }
  }
  throw new Contention(`${person}: the profile did not rest while a segment was let go`);
}
