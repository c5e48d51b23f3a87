/**
 * The ways to share the credit for an outcome among what led to it, oldest first. Weights are integers, so that shares
 * of money and of outcomes add up exactly.
 */
const weights = {
  first: (touches: number) => Array.from({ length: touches }, (_, index) => (index === 0 ? 1 : 0)),
  last: (touches: number) => Array.from({ length: touches }, (_, index) => (index === touches - 1 ? 1 : 0)),
  linear: (touches: number) => Array.from({ length: touches }, () => 1),
  /** 40% to the first, 40% to the last, 20% shared by those between; halves where there are none between. */
  position: (touches: number) =>
    touches < 3
      ? Array.from({ length: touches }, () => 1)
      : Array.from({ length: touches }, (_, index) =>
          index === 0 || index === touches - 1 ? 2 * (touches - 2) : 1,
        ),
} as const;

export type Model = keyof typeof weights;
export const models = Object.keys(weights) as readonly Model[];

/**
 * An amount shared by a model among so many touches: whole numbers that add up to it. What does not divide goes to those
 * that lose most by rounding down, the oldest first.
 */
export function sharesOf(amount: number, model: Model, touches: number): readonly number[] {
  const weighted = weights[model](touches);
  const whole = weighted.reduce((sum, weight) => sum + weight, 0);
  const shares = weighted.map((weight) => Math.floor((amount * weight) / whole));
  const remainders = weighted.map((weight, index) => amount * weight - (shares[index] ?? 0) * whole);
  const left = amount - shares.reduce((sum, share) => sum + share, 0);
  const luckiest = remainders
    .map((remainder, index) => ({ remainder, index }))
    .toSorted((a, b) => b.remainder - a.remainder || a.index - b.index)
    .slice(0, left);
  const lucky = new Set(luckiest.map(({ index }) => index));
  return shares.map((share, index) => (lucky.has(index) ? share + 1 : share));
}
