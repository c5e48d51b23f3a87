import { type LookupAddress, lookup } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { isPublicAddress } from './public-address.ts';

/** The host is none of the public Internet, or its name leads to one that is not. Nothing was sent. */
export class PrivateAddress extends Error {
  override readonly name = 'PrivateAddress';

  constructor(host: string, address: string) {
    super(`${host} is at ${address}, which is no address of the public Internet`);
  }
}

/** How names become addresses: `dns.lookup` for all addresses of a name. */
export type Resolver = (
  host: string,
  options: { readonly all: true; readonly family?: number },
  callback: (error: Error | null, addresses: LookupAddress[]) => void,
) => void;

const family = (asked: number | string | undefined): number =>
  asked === 'IPv4' ? 4 : asked === 'IPv6' ? 6 : Number(asked ?? 0);

/**
 * `lookup` for a connection that may lead to public hosts only. A socket connects to what it answers and asks nobody
 * again, so that a name which is public when it is checked and private when it is used gains nothing (DNS rebinding).
 * One private address among a name's several refuses them all.
 */
export const publicLookup =
  (resolve: Resolver = lookup): LookupFunction =>
  (host, options, callback) => {
    resolve(host, { all: true, family: family(options.family) }, (error, found) => {
      if (error) return callback(error, []);
      const forbidden = found.find(({ address }) => !isPublicAddress(address));
      if (forbidden) return callback(new PrivateAddress(host, forbidden.address), []);
      const [first] = found;
      if (options.all || !first) return callback(null, found);
      return callback(null, first.address, first.family);
    });
  };
