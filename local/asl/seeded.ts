/** A number in [0, 1) that depends on the seed alone (a step of mulberry32). */
export function seeded(seed: number): number {
  let bits = (Math.trunc(seed) + 0x6d2b79f5) | 0;
  bits = Math.imul(bits ^ (bits >>> 15), bits | 1);
  bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61);
  return ((bits ^ (bits >>> 14)) >>> 0) / 4_294_967_296;
}
