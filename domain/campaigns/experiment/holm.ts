/**
 * Adjusts the p-values of several comparisons that are read together, in their order, so that the chance of calling any of
 * them real by mistake stays below the level however many they are (S. Holm, Scandinavian Journal of Statistics 6, 1979,
 * 65-70). Each is then compared with the level itself.
 */
export function holm(pValues: readonly number[]): readonly number[] {
  const order = pValues.map((p, index) => ({ p, index })).toSorted((a, b) => a.p - b.p);
  const adjusted: number[] = Array.from(pValues, () => 1);
  let highest = 0;
  order.forEach(({ p, index }, rank) => {
    highest = Math.max(highest, Math.min(1, p * (pValues.length - rank)));
    adjusted[index] = highest;
  });
  return adjusted;
}
