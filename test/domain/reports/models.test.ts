import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { models, sharesOf } from '../../../domain/reports/attribution/models.ts';

describe('the models of attribution', () => {
  it('share an amount so that the shares add up to it, none below nothing', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 10_000_000 }),
        fc.integer({ min: 1, max: 20 }),
        fc.constantFrom(...models),
        (amount, touches, model) => {
          const shares = sharesOf(amount, model, touches);
          expect(shares).toHaveLength(touches);
          expect(shares.reduce((sum, share) => sum + share, 0)).toBe(amount);
          expect(Math.min(...shares)).toBeGreaterThanOrEqual(0);
        },
      ),
    );
  });

  it.each([
    { model: 'first', touches: 3, shares: [1000, 0, 0] },
    { model: 'last', touches: 3, shares: [0, 0, 1000] },
    { model: 'linear', touches: 3, shares: [334, 333, 333] },
    { model: 'position', touches: 1, shares: [1000] },
    { model: 'position', touches: 2, shares: [500, 500] },
    { model: 'position', touches: 3, shares: [400, 200, 400] },
    { model: 'position', touches: 4, shares: [400, 100, 100, 400] },
  ] as const)('$model gives $touches touches $shares thousandths', ({ model, touches, shares }) => {
    expect(sharesOf(1000, model, touches)).toEqual(shares);
  });
});
