import type { Centre } from '../centre/centre.ts';
import type { Rule } from '../events/ruling.ts';
import { enter } from './ledger.ts';
import { balanceAt } from './lots.ts';

/**
 * Rules on `Points Redeemed`: the reward is one of the business's, and the balance reaches its price. The price is
 * the catalogue's, whoever sends the event; it and the balance stand on the event. The profile is written with the
 * event or not at all, so the balance asked here is the one that is spent from.
 */
export const pointsRedeemed =
  ({ rewards }: Pick<Centre, 'rewards'>): Rule =>
  async (situation) => {
    const { event, profile } = situation;
    const reward = rewards.find(({ id }) => id === event.properties.reward);
    if (!reward) return { refused: 'unknown-reward' };
    const { points } = reward;
    const before = balanceAt(profile.points, event.at);
    return before < points
      ? { refused: 'not-enough-points', adds: { points, balance: before } }
      : {
          adds: { points, balance: before - points },
          writes: [enter(situation, { points: -points, kind: 'redeemed', reason: reward.id })],
        };
  };
