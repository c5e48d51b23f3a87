import { randomText } from '../ids.ts';
import { begunWorkKey, scheduleKey, schedulesOf } from '../records.ts';
import { failedConditions, type Table, type Write } from '../table.ts';
import { ownersWrites } from './owners.ts';
import { isRelative, keyOf, type Relative, type Schedule } from './schedule.ts';

/** How long a function goes by the relative schedules that it read, in milliseconds. */
export const remembered = 30_000;

/** A `version`, which no schedule had before. */
export const newVersion = (): string => randomText(80);

/** That it is as it was read, or that there is none. */
const asRead = (schedule: Schedule | undefined) =>
  schedule
    ? { condition: 'version = :version', values: { ':version': schedule.version } }
    : { condition: 'attribute_not_exists(pk)' };

/** The schedule with this id. */
export async function findSchedule(table: Pick<Table, 'getMany'>, id: string): Promise<Schedule | undefined> {
  const found = await table.getMany<Schedule>([scheduleKey('timed', id), scheduleKey('relative', id)]);
  return found.find((each) => each !== undefined);
}

/**
 * Writes a schedule in the place of the one that was read, to be found with its owners.
 * @returns whether that was still there as read, and its owners are; nothing was written otherwise
 */
export async function replaceSchedule(
  table: Pick<Table, 'transact'>,
  current: Schedule | undefined,
  next: Schedule | undefined,
): Promise<boolean> {
  const staysInPlace = current && next && keyOf(current).pk === keyOf(next).pk;
  const writes: Write[] = [...ownersWrites(current, next)];
  if (next) writes.push({ put: next, ...asRead(staysInPlace ? current : undefined) });
  if (current && !staysInPlace) writes.push({ delete: keyOf(current), ...asRead(current) });
  if (current && !next) writes.push({ delete: begunWorkKey(current.id) });
  try {
    await table.transact(writes);
    return true;
  } catch (error) {
    if (!failedConditions(error)) throw error;
    return false;
  }
}

/** The relative schedules as each event may touch them: read at most twice a minute, however many events there are. */
export class RelativeSchedules {
  readonly #table: Pick<Table, 'query'>;
  #read: { readonly until: number; readonly schedules: Promise<readonly Relative[]> } | undefined;

  constructor(table: Pick<Table, 'query'>) {
    this.#table = table;
  }

  read(now: Date): Promise<readonly Relative[]> {
    if (!this.#read || this.#read.until <= now.getTime()) {
      const schedules = this.#all();
      this.#read = { until: now.getTime() + remembered, schedules };
      // What failed is asked again by the next event.
      schedules.catch(() => {
        this.#read = undefined;
      });
    }
    return this.#read.schedules;
  }

  async #all(): Promise<readonly Relative[]> {
    const found = await Array.fromAsync(this.#table.query<Schedule>(schedulesOf('relative')));
    return found.filter(isRelative);
  }
}
