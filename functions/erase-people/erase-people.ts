import { erase } from '../../domain/people/erasure/erase.ts';
import { Erasures, type ErasureWork } from '../../domain/people/erasure/erasures.ts';
import type { Erasing } from '../../domain/people/erasure/outside.ts';
import type { Log } from '../shared/log.ts';

/** The erasure that was just begun; the hourly call names none and takes up all that are under way. */
export interface EraseCall {
  readonly erasure?: string;
}

/** Items that one call deletes: some two minutes' work. */
const mostItems = 20_000;

/** Carries erasures on. What one call leaves, the hour's next takes up. One that fails keeps no other waiting. */
export const erasePeople =
  (erasing: Erasing, log: Log) =>
  async ({ erasure }: EraseCall): Promise<void> => {
    const works = await worksFor(new Erasures(erasing.table), erasure);
    const failures: unknown[] = [];
    for (const work of works) {
      try {
        const round = await erase(erasing, work, mostItems, new Date());
        log.info('erasure', { erasure: work.id, round });
      } catch (error) {
        log.warn('erasure will be tried again', { erasure: work.id, error });
        failures.push(error);
      }
    }
    if (failures.length > 0) throw failures[0];
  };

async function worksFor(erasures: Erasures, id: string | undefined): Promise<readonly ErasureWork[]> {
  if (id === undefined) return Array.fromAsync(erasures.pending());
  const work = await erasures.work(id);
  return work ? [work] : [];
}
