const multiplier = 0x5deece66dn;
const mask = (1n << 48n) - 1n;

/** The first `nextDouble()` of `java.util.Random` with this seed, bit for bit, as AWS gives it: in [0, 1). */
export function seeded(seed: number): number {
  let state = (BigInt(Math.trunc(seed)) ^ multiplier) & mask;
  const next = (bits: bigint): number => {
    state = (state * multiplier + 0xbn) & mask;
    return Number(state >> (48n - bits));
  };
  const high = next(26n);
  return (high * 2 ** 27 + next(27n)) / 2 ** 53;
}
