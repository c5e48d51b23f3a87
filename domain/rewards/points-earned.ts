import type { Centre } from '../centre/centre.ts';
import type { Rule } from '../events/ruling.ts';
import { enter } from './ledger.ts';
import { balanceAt } from './lots.ts';

const dayMillis = 86_400_000;

/** More than anybody earns at once; sums of many such stay exact. */
const most = 1_000_000_000;

/**
 * Rules on `Points Earned`: whole points, and when they end is fixed now, as the business's setting is now, so that a
 * later change takes nothing away from anybody. The event tells the balance that it led to.
 */
export const pointsEarned =
  ({ expireAfterDays }: Centre['points']): Rule =>
  async (situation) => {
    const { event, profile } = situation;
    const { points, expiresAt, reason } = event.properties;
    if (!Number.isInteger(points) || Number(points) < 1 || Number(points) > most)
      return { refused: 'not-whole-points' };
    const ends =
      typeof expiresAt === 'string'
        ? Date.parse(expiresAt)
        : expireAfterDays === null
          ? undefined
          : Date.parse(event.at) + expireAfterDays * dayMillis;
    return {
      adds: {
        ...(ends !== undefined && { expiresAt: new Date(ends).toISOString() }),
        balance: balanceAt(profile.points, event.at) + Number(points),
      },
      writes: [enter(situation, { points: Number(points), kind: 'earned', reason: String(reason) })],
    };
  };
