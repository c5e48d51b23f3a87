import { BlockList, isIP } from 'node:net';

/**
 * IPv4 ranges that no host of the public Internet has: private, shared, loopback, link-local (where clouds answer with a
 * machine's credentials), documentation, benchmarks, multicast, reserved.
 * https://www.iana.org/assignments/iana-ipv4-special-registry
 */
const special4 = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const;

/**
 * The part of IPv6 in which public hosts are, 2000::/3, less what leads elsewhere or nowhere in it: protocol assignments
 * with Teredo, documentation, 6to4. Outside of it are loopback, private and link-local addresses, and those that carry
 * an IPv4 address (`::ffff:10.0.0.1`, `64:ff9b::a00:1`).
 * https://www.iana.org/assignments/iana-ipv6-special-registry
 */
const special6 = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const;

const blocked = new BlockList();
for (const [net, prefix] of special4) blocked.addSubnet(net, prefix, 'ipv4');
for (const [net, prefix] of special6) blocked.addSubnet(net, prefix, 'ipv6');

const global6 = new BlockList();
global6.addSubnet('2000::', 3, 'ipv6');

/** Whether an IP address is one of the public Internet. False for what is no IP address. */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address);
  if (family === 4) return !blocked.check(address, 'ipv4');
  return family === 6 && global6.check(address, 'ipv6') && !blocked.check(address, 'ipv6');
}

/** The IP address that a URL names its host by, without the brackets of IPv6; undefined for a name. */
export function literalHost({ hostname }: URL): string | undefined {
  const host = hostname.replace(/^\[(.*)\]$/, '$1');
  return isIP(host) ? host : undefined;
}
