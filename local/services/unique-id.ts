import { hash as digest } from 'node:crypto';

const hex = (random: () => number) =>
  Math.floor(random() * 2 ** 32)
    .toString(16)
    .padStart(8, '0');

/** A version 4 UUID drawn from the local cloud's one source of chance, so that a seed repeats it. */
export function uuid(random: () => number): string {
  const [a, b, c, d] = [hex(random), hex(random), hex(random), hex(random)];
  const variant = '89ab'[Math.floor(random() * 4)];
  return `${a}-${b.slice(0, 4)}-4${b.slice(5)}-${variant}${c.slice(1, 4)}-${c.slice(4)}${d}`;
}

/** The UUID, version 3 without a namespace, that always belongs to a name: the same again after a restart. */
export function namedUuid(name: string): string {
  const hash = digest('md5', name, 'hex');
  const variant = '89ab'[Number.parseInt(hash[16]!, 16) % 4];
  return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-3${hash.slice(13, 16)}-${variant}${hash.slice(17, 20)}-${hash.slice(20)}`;
}
