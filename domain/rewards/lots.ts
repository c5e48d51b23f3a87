/** Points that were earned together, as far as they are not spent. */
export interface Lot {
  readonly points: number;
  /** ISO 8601 in UTC; from then on they are gone. For ever without one. */
  readonly expiresAt?: string;
}

/** A person's unspent points, those earned first standing first. */
export type Lots = readonly Lot[];

const sumOf = (lots: Lots): number => lots.reduce((sum, { points }) => sum + points, 0);

export const isExpired = ({ expiresAt }: Lot, at: string): boolean =>
  expiresAt !== undefined && expiresAt <= at;

const alive = (lots: Lots, at: string): Lots => lots.filter((lot) => !isExpired(lot, at));

/** What can be spent at a moment (ISO 8601 in UTC). */
export const balanceAt = (lots: Lots = [], at: string): number => sumOf(alive(lots, at));

/** Adds points; those that end with the ones earned before them join them, so that the list stays short. */
export function earn(lots: Lots = [], earned: Lot, at: string): Lots {
  const kept = alive(lots, at);
  const last = kept.at(-1);
  return last && last.expiresAt === earned.expiresAt
    ? [...kept.slice(0, -1), { ...last, points: last.points + earned.points }]
    : [...kept, earned];
}

/** Takes points away, the oldest first. The caller has asked the balance: what is not there is not taken. */
export function spend(lots: Lots = [], points: number, at: string): Lots {
  let left = points;
  return alive(lots, at).flatMap((lot) => {
    const taken = Math.min(left, lot.points);
    left -= taken;
    return taken === lot.points ? [] : [{ ...lot, points: lot.points - taken }];
  });
}
