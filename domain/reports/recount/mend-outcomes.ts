import { isDeepStrictEqual } from 'node:util';
import { eventKey } from '../../records.ts';
import { failedConditions, type Item, type Table } from '../../table.ts';
import { itemsAt, type Parts } from './parts.ts';
import type { outcomesAnew } from './recount-parts.ts';
import type { RecountRecord } from './recounts.ts';

/** Events of so long before a recount, in milliseconds, were folded, or their records of the stream were given up. */
const folded = 30 * 60_000;

/** As the table gives it back: members that are not said are not there. */
const stored = (value: object): unknown => JSON.parse(JSON.stringify(value));

/**
 * Writes outcomes down that the fold did not, or that were owed to something else by the rules of then. The stream brings what
 * is written, and counts it. Returns how many there were.
 */
export async function mendOutcomes(
  table: Pick<Table, 'transact'>,
  { from }: Pick<RecountRecord, 'from'>,
  parts: Parts,
  anew: ReturnType<typeof outcomesAnew>,
): Promise<number> {
  const known = new Map(
    itemsAt<Item>([...parts.values()].flat(), 'OUTCOME#').map((each) => [`${each.pk} ${each.sk}`, each]),
  );
  const before = new Date(Date.parse(from) - folded).toISOString();
  const wrong = anew.filter(
    ({ event, outcome }) =>
      event.at < before && !isDeepStrictEqual(known.get(`${outcome.pk} ${outcome.sk}`), stored(outcome)),
  );
  for (const { event, outcome } of wrong) {
    try {
      await table.transact([{ put: outcome }, { check: eventKey(event.person, event.seq) }]);
    } catch (error) {
      // Of somebody who was erased meanwhile nothing is written.
      if (!failedConditions(error)?.includes(true)) throw error;
    }
  }
  return wrong.length;
}
