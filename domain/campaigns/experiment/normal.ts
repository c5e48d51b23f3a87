const sqrt2Pi = Math.sqrt(2 * Math.PI);

const density = (z: number): number => Math.exp((-z * z) / 2) / sqrt2Pi;

/** Up to here the series converges in some 60 terms; behind it the continued fraction does. */
const seriesEnds = 3;

/**
 * The share of a standard normal distribution above `z`: a Taylor series in the middle, Laplace's continued fraction in the
 * tails (Abramowitz and Stegun, 26.2.11 and 26.2.14). Relative error below 1e-12.
 */
export function upperTail(z: number): number {
  if (z < 0) return 1 - upperTail(-z);
  if (z > seriesEnds) {
    let fraction = 0;
    for (let k = 120; k > 0; k -= 1) fraction = k / (z + fraction);
    return density(z) / (z + fraction);
  }
  let term = z;
  let sum = z;
  for (let k = 3; Math.abs(term) > 1e-17 * Math.abs(sum); k += 2) {
    term *= (z * z) / k;
    sum += term;
  }
  return 0.5 - density(z) * sum;
}

/** The `z` below which a share `p` of a standard normal distribution lies, as 1.96 for 0.975; found by bisection. */
export function quantile(p: number): number {
  if (!(p > 0 && p < 1)) throw new RangeError(`quantile: ${p} is not between 0 and 1`);
  let [low, high] = [-40, 40];
  while (high - low > 1e-12) {
    const middle = (low + high) / 2;
    if (1 - upperTail(middle) < p) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
