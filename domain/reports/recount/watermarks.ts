import { abreast } from '../../abreast.ts';
import type { Item, Table } from '../../table.ts';
import { takenIn, takenKey, watermarkKey, watermarkPrefix } from './keys.ts';
import { expiresWith, type RecountRecord } from './recounts.ts';

/**
 * Items that are written to be told of by the stream: once they are, so was all that was written before them in their shards.
 * So many that each of sixteen shards has one of them, but for one time in a thousand: a table of millions of people has fewer.
 */
const watermarks = 128;

/** An item of which the stream is to tell. */
interface Watermark extends Item {
  readonly recount: string;
  /** What was over when it was written. */
  readonly after: string;
  readonly number: number;
  readonly expires: number;
}

const isWatermark = (item: Item): item is Watermark => item.sk === watermarkPrefix;

/** Whether the stream has told, and the fold taken, all that was written before something was over; asked again until it has. */
export async function isFolded(table: Table, recount: RecountRecord, after: string): Promise<boolean> {
  const taken = await table.count(takenIn(recount.id, after));
  if (taken === watermarks) return true;
  const expires = expiresWith(recount);
  // Written again as they are, they change nothing, and the stream tells of them once.
  await abreast(Array.from({ length: watermarks }), (_, number) =>
    table.put({ ...watermarkKey(recount.id, number, after), recount: recount.id, after, number, expires }),
  );
  return false;
}

/** Notes which watermarks the stream has told of, once what came before them is taken. */
export const noteTaken = (table: Pick<Table, 'put'>, items: readonly (Item | undefined)[]): Promise<void> =>
  abreast(
    items.filter((item) => item !== undefined).filter(isWatermark),
    ({ recount, after, number, expires }) => table.put({ ...takenKey(recount, after, number), expires }),
  );
